package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.reference.Product;

class DisproportionalityMatcherTest {

    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private static final String RULE = """
            id: pairs
            version: 1
            kind: disproportionality
            stream: adverse-reactions
            topic: REACTION
            title: {zh: "题目", en: "Title"}
            parameters: {reports: 3}
            levels:
              - {level: III, when: n >= 6 && prr >= 2.0}
              - {level: IV, when: n >= parameters.reports && prr >= 2.0 && ic025 > 0.0}
            observed: n
            expected: expected
            threshold: parameters.reports
            score: prr
            explanation: {zh: "{productZh} {reactionTerm} {n}/{productReports}/{reactionReports}/{reports}", en: "{productEn} PRR {prr}"}
            """;

    private static final String RAISE = """
            id: raise
            version: 1
            kind: modifier
            stream: adverse-reactions
            title: {zh: "题目", en: "Title"}
            appliesTo: [pairs]
            raise: 1
            when: product.prescriptionOnly
            """;

    private final Map<String, AdverseReaction> newest = new HashMap<>();
    private TestingKeyedRules rules;
    private int reports;

    /** Whether stream time goes on with each report. */
    private boolean inTime = true;

    @AfterEach
    void close() throws Exception {
        rules.close();
    }

    private void open(String... more) throws Exception {
        rules = TestingKeyedRules.open(null, more.length == 0 ? new String[] {RULE} : more);
    }

    @Test
    void aPairFiresOnceWhenItFirstMeetsALevelAndAgainWhenItClimbs() throws Exception {
        open();
        background();
        assertThat(report("A", "x")).isEmpty();
        assertThat(report("A", "x")).isEmpty();
        assertThat(report("A", "x")).singleElement().satisfies(signal -> {
            assertThat(signal.level()).isEqualTo(Level.IV);
            assertThat(signal.key().type()).isEqualTo("product+reaction");
            assertThat(signal.key().value()).isEqualTo("A|x");
            assertThat(signal.subject().productCode()).isEqualTo("A");
            assertThat(signal.subject().reactionCode()).isEqualTo("x");
            assertThat(signal.subject().reactionTerm()).isEqualTo("term of x");
            assertThat(signal.observed()).isEqualTo(3);
            assertThat(signal.expected()).isEqualTo(3 * 4 / 44.0);
            assertThat(signal.score()).isEqualTo(3.0 / 3 / (1 / 41.0));
            assertThat(signal.explanation().zh()).isEqualTo("A term of x 3/3/4/44");
            assertThat(signal.explanation().en()).isEqualTo("A PRR 41");
            assertThat(signal.evidence()).extracting(Evidence::eventId).containsExactly("R42", "R43", "R44");
            assertThat(signal.firstEventAt()).isEqualTo(at(42));
            assertThat(signal.lastEventAt()).isEqualTo(at(44));
        });
        assertThat(report("A", "x")).as("raised already").isEmpty();
        assertThat(report("A", "x")).isEmpty();
        assertThat(report("A", "x")).extracting(Signal::level).containsExactly(Level.III);
        assertThat(report("A", "x")).isEmpty();
    }

    @Test
    void aReportCountsOnceHoweverOftenItNamesAPair() throws Exception {
        open();
        background();
        report("A", "x");
        AdverseReaction report = version("R99", 1, false, "x", "A", "A", "A");
        assertThat(send(report)).isEmpty();
        assertThat(send(report)).as("the same again").isEmpty();
        assertThat(report("A", "x")).hasSize(1);
    }

    @Test
    void whatIsTakenBackCountsNoLongerAndEndsTheEpisode() throws Exception {
        open();
        background();
        report("A", "x");
        report("A", "x");
        assertThat(report("A", "x")).hasSize(1);

        assertThat(send(version("R43", 2, true, "x", "A"))).isEmpty();
        assertThat(report("A", "x"))
                .as("three again: a new episode")
                .singleElement()
                .satisfies(signal -> {
                    assertThat(signal.observed()).isEqualTo(3);
                    assertThat(signal.expected()).isEqualTo(3 * 4 / 44.0);
                    assertThat(signal.evidence()).extracting(Evidence::eventId).containsExactly("R42", "R44", "R45");
                });
    }

    @Test
    void aFollowUpReplacesWhatTheReportCounted() throws Exception {
        open();
        background();
        report("A", "x");
        report("A", "x");
        assertThat(send(version("R43", 2, false, "y", "A"))).isEmpty();
        assertThat(report("A", "x")).as("two of x, one of y").isEmpty();
        assertThat(send(version("R43", 3, false, "x", "A")))
                .as("back to x")
                .singleElement()
                .satisfies(signal -> assertThat(signal.expected()).isEqualTo(3 * 4 / 44.0));
    }

    @Test
    void aChangedThresholdKeepsTheCountsAChangedShapeStartsAnew() throws Exception {
        open();
        background();
        report("A", "x");
        report("A", "x");
        rules.publish(RULE.replace("version: 1", "version: 2").replace("reports: 3", "reports: 2"), RuleState.ACTIVE);
        assertThat(report("A", "x")).extracting(Signal::ruleVersion).containsExactly(2);

        rules.publish(
                RULE.replace("version: 1", "version: 3").replace("levels:", "roles: [SUSPECT]\nlevels:"),
                RuleState.ACTIVE);
        assertThat(rules.stateEntries()).as("the former table is gone").isZero();
        report("A", "x");
        report("A", "x");
        assertThat(report("A", "x")).as("no background any more").isEmpty();
    }

    @Test
    void reportsAreTakenInTheOrderOfTheirReceipt() throws Exception {
        open();
        background();
        inTime = false;
        for (String eventId : List.of("R47", "R45", "R44", "R46")) {
            assertThat(send(version(eventId, 1, false, "x", "A"))).as("waits").isEmpty();
        }
        send(version("R46", 2, true, "x", "A"));
        rules.watermark(at(43));
        assertThat(rules.signals()).isEmpty();
        assertThat(rules.timers()).isEqualTo(1);
        rules = rules.restart();
        rules.watermark(at(46));
        assertThat(rules.signals()).as("R46 was withdrawn: two are left").isEmpty();
        rules.watermark(at(50));
        assertThat(rules.signals())
                .singleElement()
                .satisfies(signal -> assertThat(signal.evidence())
                        .extracting(Evidence::eventId)
                        .containsExactly("R44", "R45", "R47"));
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aRatioWithoutAComparatorRaisesAndIsNoFigure() throws Exception {
        open();
        for (int report = 0; report < 40; report++) {
            report("Z", "z");
        }
        report("A", "x");
        report("A", "x");
        assertThat(report("A", "x")).singleElement().satisfies(signal -> {
            assertThat(signal.score()).as("infinite").isNull();
            assertThat(signal.explanation().en()).isEqualTo("A PRR —");
        });
    }

    @Test
    void aReportThatComesTooLateIsTakenAtOnce() throws Exception {
        open();
        background();
        rules.watermark(at(60));
        inTime = false;
        report("A", "x");
        report("A", "x");
        assertThat(report("A", "x")).hasSize(1);
    }

    @Test
    void aRemovedRuleLeavesNothingOfWhatWaits() throws Exception {
        open();
        inTime = false;
        report("A", "x");
        assertThat(rules.timers()).isEqualTo(1);
        rules.publish(RULE, RuleState.REMOVED);
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aRemovedRuleLeavesNothing() throws Exception {
        open();
        background();
        report("A", "x");
        assertThat(rules.stateEntries())
                .as("reports, margins of both, pairs, their number")
                .isEqualTo(5);
        rules.publish(RULE, RuleState.REMOVED);
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aModifierRaisesThePairsOfItsOwnProduct() throws Exception {
        open(RULE, RAISE);
        background();
        report("x", "A", "B*");
        report("x", "A", "B*");
        report("x", "A", "B*");
        assertThat(rules.signals())
                .extracting(signal -> signal.key().value() + " " + signal.level())
                .containsExactlyInAnyOrder("A|x IV", "B*|x III");
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void theTableSurvivesARestart(String backend) throws Exception {
        StateBackend stateBackend = backend.equals("heap") ? null : new EmbeddedRocksDBStateBackend();
        rules = TestingKeyedRules.open(stateBackend, RULE);
        background();
        report("A", "x");
        report("A", "x");
        rules = rules.restart();
        assertThat(report("A", "x")).extracting(Signal::expected).containsExactly(3 * 4 / 44.0);
        rules = rules.restart();
        assertThat(report("A", "x")).as("raised already").isEmpty();

        rules.publish(RULE, RuleState.REMOVED);
        rules.publish(RULE.replace("version: 1", "version: 2"), RuleState.ACTIVE);
        report("A", "x");
        report("A", "x");
        report("B", "x");
        assertThat(report("A", "y")).as("the table began anew").isEmpty();
        assertThat(rules.signals()).isEmpty();
        rules.publish(
                RULE.replace("version: 1", "version: 3").replace("n >= 6 && prr >= 2.0", "reports >= 5"),
                RuleState.ACTIVE);
        assertThat(report("C", "z")).extracting(Signal::level).containsExactly(Level.III);
    }

    /** 40 reports of one pair, and one of its product with the reaction of the other. */
    private void background() throws Exception {
        for (int report = 0; report < 40; report++) {
            assertThat(report("Z", "z")).isEmpty();
        }
        assertThat(report("Z", "x")).isEmpty();
    }

    /** @return what was raised */
    private List<Signal> report(String product, String reaction) throws Exception {
        return send(version("R" + ++reports, 1, false, reaction, product));
    }

    private List<Signal> report(String reaction, String product, String other) throws Exception {
        return send(version("R" + ++reports, 1, false, reaction, product, other));
    }

    private List<Signal> send(AdverseReaction report) throws Exception {
        int before = rules.signals().size();
        AdverseReaction former = newest.get(report.eventId());
        newest.put(report.eventId(), report);
        if (former == null) {
            rules.send(report, Facts.report(report), suspects(report).toArray(Facts[]::new));
        } else {
            rules.replace(
                    RecordIdentity.of(report),
                    List.of(RecordEvidence.of(report)),
                    Facts.report(report),
                    suspects(report),
                    Facts.report(former),
                    suspects(former));
        }
        if (inTime) {
            rules.watermark(report.reportedAt());
        }
        return List.copyOf(rules.signals().subList(before, rules.signals().size()));
    }

    /** A product with an asterisk is known to need a prescription. */
    private static List<Facts> suspects(AdverseReaction report) {
        return report.products().stream()
                .map(product -> Facts.suspect(
                        report, product, product.productCode().endsWith("*") ? prescriptionOnly(product) : null))
                .toList();
    }

    private static Product prescriptionOnly(ReportedProduct product) {
        String code = product.productCode();
        return new Product(
                code, code, null, null, null, null, null, true, List.of(), null, List.of(), false, null, null);
    }

    private static Instant at(int report) {
        return START.plus(Duration.ofMinutes(report));
    }

    private AdverseReaction version(
            String eventId, int version, boolean nullified, String reaction, String... products) {
        Instant received = at(Integer.parseInt(eventId.substring(1)));
        return new AdverseReaction(
                eventId,
                "hospital",
                version,
                nullified,
                null,
                received,
                received,
                ReporterType.HOSPITAL,
                null,
                "500111",
                null,
                Arrays.stream(products)
                        .map(product -> new ReportedProduct(product, null, null, null, ProductRole.SUSPECT))
                        .toList(),
                List.of(new ReportedReaction(reaction, "term of " + reaction, null)),
                List.of(),
                Expectedness.UNKNOWN,
                null);
    }
}
