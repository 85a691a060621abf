package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.catalogue.DetectorCatalogue;
import org.medsentry.detectors.catalogue.PaneLength;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.reference.Category;

class BaselineFileTest {

    /** Lines are numbered by the tests: do not add any above the end. */
    private static final String FILE = """
            id: test-surge
            version: 1
            kind: baseline
            stream: purchase-registrations
            topic: OUTBREAK
            title: {zh: "题目", en: "Title"}
            parameters: {more: 2.0}
            key: {type: county+category, value: [event.regionCode, product.categories]}
            when: event.quantity > 1
            pane: week
            measure: {distinct: event.buyer.token}
            detector: {name: ears-c2, threshold: 2.5}
            minimum: 5
            levels:
              - {level: IV, when: alarm}
              - {level: III, when: alarm && observed >= parameters.more * expected && pValue < 0.0001}
            explanation: {zh: "{subjectZh} {observed}", en: "{from} {until} {upperBound} {score} {complete} {placeEn}"}
            """;

    private static String problem(String yaml) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFile.parse("test.yaml", yaml));
        assertThat(refused).as(yaml).isNotNull();
        return refused.problems().get(0).toString();
    }

    private static BaselineRule rule(String yaml) throws RuleException {
        return (BaselineRule) RuleFile.parse("test.yaml", yaml);
    }

    @Test
    void readsWhatItSays() throws RuleException {
        BaselineRule rule = rule(FILE);

        assertThat(rule.settings().calendar().length()).isEqualTo(PaneLength.WEEK);
        assertThat(rule.settings().measure()).isEqualTo(Measure.Kind.DISTINCT);
        assertThat(rule.settings().least()).isEqualTo(5);
        assertThat(rule.settings().corrections()).isEqualTo(Duration.ZERO);
        assertThat(rule.within()).isEqualTo(Duration.ofDays(7));
        assertThat(rule.judgement().levels())
                .extracting(Judgement.LevelCase::level)
                .as("the highest that holds counts")
                .containsExactly(Level.III, Level.IV);
    }

    @Test
    void sayWhereADetectorOrItsSettingsAreWrong() {
        assertThat(problem(FILE.replace("ears-c2, threshold: 2.5", "ears-c9")))
                .startsWith("test.yaml:12:18: unknown detector 'ears-c9'; those are surge, ears-c1, ears-c2")
                .contains("did you mean 'ears-c");
        assertThat(problem(FILE.replace("{name: ears-c2, threshold: 2.5}", "ears")))
                .startsWith("test.yaml:12:11: unknown detector 'ears'");
        assertThat(problem(FILE.replace("threshold: 2.5", "treshold: 2.5")))
                .startsWith("test.yaml:12:27: unknown key 'treshold' in 'detector', did you mean 'threshold'?");
        assertThat(problem(FILE.replace("threshold: 2.5", "threshold: -1")))
                .startsWith("test.yaml:12:38: 'threshold' is a number from ");
        assertThat(problem(FILE.replace("threshold: 2.5", "threshold: high")))
                .startsWith("test.yaml:12:38: 'threshold' is a number");
        assertThat(problem(FILE.replace("threshold: 2.5", "baseline: 7.5")))
                .startsWith("test.yaml:12:37: 'baseline' is a whole number from ");
    }

    @Test
    void settingsMustNotContradictEachOther() {
        assertThat(problem(FILE.replace(
                        "{name: ears-c2, threshold: 2.5}",
                        "{name: moving-percentile, minimumYears: 5, maximumYears: 2}")))
                .isEqualTo("test.yaml:12:11: years are 5 to 2");
    }

    @Test
    void everyDetectorCanBeNamedAndJudges() throws RuleException {
        for (String name : DetectorCatalogue.names()) {
            for (String pane : List.of("day", "week")) {
                BaselineRule rule = rule(
                        FILE.replace("{name: ears-c2, threshold: 2.5}", name).replace("pane: week", "pane: " + pane));
                SeriesState state = rule.detector().begin();
                for (int day = 0; day < 14; day++) {
                    Pane quiet = Pane.of(LocalDate.EPOCH.plusDays(day), 10);
                    rule.detector().assess(state, quiet);
                    rule.detector().learn(state, quiet);
                }
                assertThat(state.learned()).as(name).isEqualTo(14);
            }
        }
    }

    @Test
    void sayWhatElseIsWrong() {
        assertThat(problem(FILE.replace("pane: week", "pane: hour")))
                .isEqualTo("test.yaml:10:7: 'pane' is one of day, week, not 'hour'");
        assertThat(problem(FILE.replace("pane: week", "pane: week\nzone: Mars/Base")))
                .isEqualTo("test.yaml:11:7: 'zone' is a time zone, as in Asia/Shanghai");
        assertThat(problem(FILE.replace("{distinct: event.buyer.token}", "{latest: records}")))
                .isEqualTo("test.yaml:11:1: a measure is one of count, distinct, sum");
        assertThat(problem(FILE.replace("when: alarm}", "when: alarms}"))).contains("alarm");
        assertThat(problem(FILE.replace("minimum: 5", "minimum: 5\nkeys: [{type: county, value: [event.regionCode]}]")))
                .contains("'key' or 'keys', not both");
        assertThat(problem(FILE.replace("stream: purchase-registrations", "stream: sightings")))
                .startsWith("test.yaml:4:9: series are counted over input streams");
        assertThat(problem(FILE.replace("minimum: 5", "corrections: 90 days")))
                .isEqualTo("test.yaml:13:14: 'corrections' is at most 60 days");
    }

    @Test
    void aPartThatIsAListMakesAKeyOfEachOfItsElements() throws RuleException {
        TestingRules rules = TestingRules.of(
                FILE.replace(
                        "key: {type: county+category, value: [event.regionCode, product.categories]}",
                        "keys: [{type: product, value: [event.productCode]}, {type: county+category, value: [event.regionCode, product.categories]}]"));
        TestingPurchase purchase = new TestingPurchase();
        purchase.quantity = 2;
        TestingProduct product = new TestingProduct();
        Facts none = Facts.purchase(purchase.build(), product.build(), null);
        product.categories = List.of(Category.ANTIVIRAL, Category.ANTIBIOTIC);
        Facts two = Facts.purchase(purchase.build(), product.build(), null);

        assertThat(rules.hits(two))
                .extracting(hit -> hit.key().type())
                .containsExactly("product", "county+category", "county+category");
        assertThat(rules.hits(two))
                .extracting(hit -> hit.key().value())
                .contains("500111|ANTIVIRAL", "500111|ANTIBIOTIC");
        assertThat(rules.hits(none)).extracting(hit -> hit.key().type()).containsExactly("product");
    }

    @Test
    void aTunedRuleKeepsItsSeriesAndAnotherShapeBeginsAnew() throws RuleException {
        String shape = rule(FILE).shape();
        String state = rule(FILE).watchId();
        for (String tuned : List.of(
                FILE.replace("threshold: 2.5", "threshold: 3"),
                FILE.replace("version: 1", "version: 2"),
                FILE.replace("event.quantity > 1", "event.quantity > 2"),
                FILE.replace("minimum: 5", "minimum: 9"),
                FILE.replace("more: 2.0", "more: 3.0"))) {
            assertThat(rule(tuned).shape()).as(tuned).isEqualTo(shape);
            assertThat(rule(tuned).watchId()).as(tuned).isEqualTo(state);
        }
        for (String other : List.of(
                FILE.replace("threshold: 2.5", "baseline: 14"),
                FILE.replace("pane: week", "pane: day"),
                FILE.replace("pane: week", "pane: week\nzone: Asia/Urumqi"),
                FILE.replace("distinct: event.buyer.token", "count: records"),
                FILE.replace("product.categories]", "product.dosageForm]"))) {
            assertThat(rule(other).shape()).as(other).isNotEqualTo(shape);
            assertThat(rule(other).watchId()).as(other).isNotEqualTo(state);
        }
    }
}
