package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.Measure.Kind;

/** What is wrong with a file that counts, waits for silence or knows usual values is said where it is written. */
class CountFileTest {

    /** Lines are numbered by the tests: do not add any above the end. */
    private static final String COUNT = """
            id: test-count
            version: 1
            kind: count
            stream: purchase-registrations
            topic: PURCHASE
            title: {zh: "题目", en: "Title"}
            within: 24 h
            key: {type: buyer, value: [event.buyer.token]}
            when: event.quantity > 1
            measures:
              sales: {count: records}
              pharmacies: {distinct: event.pharmacyId, when: event.quantity > 2}
            levels:
              - {level: IV, when: sales >= 3}
              - {level: III, when: pharmacies >= 5 || sales > 9}
            observed: sales
            explanation: {zh: "{sales}", en: "{pharmacies} {event.quantity} {within} {firstEventAt}"}
            """;

    private static final String ABSENCE = """
            id: test-absence
            version: 1
            kind: absence
            stream: purchase-registrations
            topic: PURCHASE
            level: IV
            title: {zh: "题目", en: "Title"}
            key: {type: pharmacy, value: [event.pharmacyId]}
            silent: 24 h
            activeDays: 7
            explanation: {zh: "{silent}", en: "{activeDays} {lastEventAt} {placeEn}"}
            """;

    private static final String OUTLIER = """
            id: test-outlier
            version: 1
            kind: outlier
            stream: online-sales
            topic: ONLINE
            title: {zh: "题目", en: "Title"}
            key: {type: product, value: [event.productCode]}
            value: event.price
            observations: 20
            levels:
              - {level: IV, when: value < median && z < -3.0}
            explanation: {zh: "{median}", en: "{deviation} {observations}"}
            """;

    private static List<String> problems(String file, String... replacements) {
        String changed = file;
        for (int index = 0; index < replacements.length; index += 2) {
            assertThat(changed).contains(replacements[index]);
            changed = changed.replace(replacements[index], replacements[index + 1]);
        }
        String yaml = changed;
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFile.parse("test.yaml", yaml));
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .map(problem -> problem.toString().substring("test.yaml:".length()))
                        .toList();
    }

    @Test
    void goodFiles() throws RuleException {
        CountRule count = (CountRule) RuleFile.parse("test.yaml", COUNT);
        assertThat(count.measures()).extracting(Measure::kind).containsExactly(Kind.COUNT, Kind.DISTINCT);
        assertThat(count.within()).hasHours(24);
        assertThat(count.leastRecords()).isEqualTo(3);
        assertThat(problems(ABSENCE)).isEmpty();
        assertThat(problems(OUTLIER)).isEmpty();
    }

    @Test
    void whatACountNeeds() {
        assertThat(problems(COUNT, "within: 24 h\n", "")).containsExactly("1:1: a rule needs 'within'");
        assertThat(problems(COUNT, "within: 24 h", "within: a day"))
                .containsExactly("7:9: 'within' is a duration, as in 90 min, 72 h or 15 days");
        assertThat(problems(COUNT, "sales: {count: records}", "sales: {count: all}"))
                .containsExactly("11:18: 'count' is one of records, not 'all'");
        assertThat(problems(COUNT, "sales: {count: records}", "sales: {}"))
                .containsExactly("11:3: a measure is one of count, distinct, sum, earliest, latest, spread");
        assertThat(problems(COUNT, "sales: {count: records}", "sales: {count: records, sum: event.quantity}"))
                .containsExactly("11:3: a measure is one of count, distinct, sum, earliest, latest, spread");
        assertThat(problems(COUNT, "{count: records}", "{count: records, whne: event.quantity > 1}"))
                .containsExactly("11:27: unknown key 'whne' in a measure, did you mean 'when'?");
    }

    @Test
    void measuresHaveTypesAndNamesOfTheirOwn() {
        assertThat(problems(COUNT, "distinct: event.pharmacyId", "distinct: event.unitPrice"))
                .containsExactly("12:26: what is told apart is a text or a number, this is a number");
        assertThat(problems(COUNT, "{count: records}", "{sum: event.pharmacyId}"))
                .containsExactly("11:16: what is added up is a number, this is a text");
        assertThat(problems(COUNT, "  sales: {count", "  product: {count"))
                .contains("11:3: 'product' has a meaning already");
        assertThat(problems(COUNT, "sales >= 3", "sales >= 3.5")).isEmpty();
        assertThat(problems(COUNT, "sales >= 3", "sales == 'many'"))
                .singleElement()
                .asString()
                .startsWith("14:");
        assertThat(problems(COUNT, "sales >= 3", "salse >= 3"))
                .containsExactly("14:23: unknown name 'salse', did you mean 'sales'?");
        assertThat(problems(COUNT, "when: event.quantity > 1\n", "when: sales > 1\n"))
                .singleElement()
                .asString()
                .startsWith("9:7: unknown name 'sales'");
    }

    @Test
    void onlyARolledUpKeySpreads() {
        assertThat(problems(COUNT, "sales: {count: records}", "sales: {spread: IV}"))
                .containsExactly("11:3: only a rolled-up key has parts to spread over");
        assertThat(problems(
                        COUNT,
                        "{type: buyer, value: [event.buyer.token]}",
                        "{type: product+area, value: [event.productCode], rollUp: event.regionCode}"))
                .containsExactly("8:13: the type of a rolled-up key ends in 'region'");
        assertThat(problems(
                        COUNT,
                        "{type: buyer, value: [event.buyer.token]}",
                        "{type: product+region, value: [event.productCode], rollUp: event.regionCode}",
                        "sales: {count: records}",
                        "sales: {spread: IV}"))
                .isEmpty();
        assertThat(problems(COUNT, "sales: {count: records}", "sales: {latest: records, per: event.lotNumber}"))
                .contains("11:33: 'per' goes with count, distinct and sum");
        assertThat(problems(COUNT, "measures:", "groups: event.quantity\nmeasures:"))
                .containsExactly("10:9: 'groups' is a text or a list of texts, this is a whole number");
    }

    @Test
    void whatSilenceAndUsualValuesNeed() {
        assertThat(problems(ABSENCE, "silent: 24 h\n", "", "activeDays: 7", "activeDays: 61"))
                .containsExactlyInAnyOrder(
                        "1:1: a rule needs 'silent'", "9:13: 'activeDays' is a whole number from 1 to 60");
        assertThat(problems(ABSENCE, "{silent}", "{within}"))
                .singleElement()
                .asString()
                .startsWith("11:21: unknown name 'within'");
        assertThat(problems(OUTLIER, "value: event.price", "value: event.productCode"))
                .containsExactly("8:8: 'value' is a number, this is a text");
        assertThat(problems(OUTLIER, "observations: 20", "observations: 1"))
                .containsExactly("9:15: 'observations' is a whole number from 2 to 10001");
        assertThat(problems(OUTLIER, "median && z", "median && zz"))
                .singleElement()
                .asString()
                .startsWith("11:41: unknown name 'zz'");
        assertThat(problems(OUTLIER, "levels:\n  - {level: IV, when: value < median && z < -3.0}\n", "level: IV\n"))
                .contains("1:1: a rule needs 'levels'");
    }

    @Test
    void rulesThatAskTheSameShareACounterAndOthersDoNot() throws RuleException {
        String counter = watchId();
        assertThat(watchId("within: 24 h", "within: 9 days", "sales >= 3", "sales >= 4"))
                .isEqualTo(counter);
        assertThat(watchId("id: test-count", "id: other", "version: 1", "version: 2"))
                .isEqualTo(counter);
        assertThat(watchId("sales:", "sold:", "sales >", "sold >", "sales", "sold"))
                .isEqualTo(counter);
        assertThat(watchId("when: event.quantity > 1\n", "when: event.quantity > 2\n"))
                .isNotEqualTo(counter);
        assertThat(watchId("distinct: event.pharmacyId", "distinct: event.receiptId"))
                .isNotEqualTo(counter);
    }

    private static String watchId(String... replacements) throws RuleException {
        String yaml = COUNT;
        for (int index = 0; index < replacements.length; index += 2) {
            yaml = yaml.replace(replacements[index], replacements[index + 1]);
        }
        return ((CountRule) RuleFile.parse("test.yaml", yaml)).watchId();
    }

    @Test
    void theCountyOfARegion() {
        assertThat(CelDialect.county("500111")).isEqualTo("500111");
        assertThat(CelDialect.county("500111003")).isEqualTo("500111");
        assertThat(CelDialect.county("5001")).isNull();
        assertThat(CelDialect.county("50011A")).isNull();
    }
}
