package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.PurchaseRegistration;

/** What becomes of counts while rules are changed, paused, tried out and taken away. */
class CountChangeTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private TestingKeyedRules rules;

    @BeforeEach
    void open() throws Exception {
        rules = TestingKeyedRules.open(null);
    }

    @AfterEach
    void close() throws Exception {
        rules.close();
    }

    private static String rule(String id, int version, String when, String within, int least) {
        return """
                id: %s
                version: %d
                kind: count
                stream: purchase-registrations
                topic: PURCHASE
                title: {zh: "题目", en: "Title"}
                within: %s
                key: {type: buyer, value: [event.buyer.token]}
                when: %s
                measures: {purchases: {count: records}}
                levels:
                  - {level: IV, when: purchases >= %d}
                observed: purchases
                explanation: {zh: "甲", en: "A"}
                """.formatted(id, version, within, when, least);
    }

    private static String often(int version, int least) {
        return rule("often", version, "event.quantity >= 1", "24 h", least);
    }

    /** Sends a purchase of one buyer so many milliseconds after the start; what came of it. */
    private List<Signal> buy(String eventId, long millis, int quantity) throws Exception {
        int before = rules.signals().size();
        PurchaseRegistration sale = TestingSales.sale(eventId, START.plusMillis(millis), "B", "P", quantity);
        rules.send(sale, Facts.purchase(sale, null, null));
        return rules.signals().subList(before, rules.signals().size());
    }

    private static List<String> evidence(List<Signal> signals) {
        return signals.get(0).evidence().stream().map(cited -> cited.eventId()).toList();
    }

    @Test
    void exactlyTheSpanCountsAndOneMillisecondMoreDoesNot() throws Exception {
        long day = Duration.ofHours(24).toMillis();
        rules.publish(often(1, 2), RuleState.ACTIVE);

        assertThat(buy("E1", 0, 1)).isEmpty();
        assertThat(buy("E2", day, 1)).hasSize(1);
        assertThat(buy("E3", 2 * day + 1, 1)).isEmpty();
        assertThat(buy("E4", 2 * day, 1)).hasSize(1);
    }

    @Test
    void anotherThresholdOrSpanCountsWhatIsThere() throws Exception {
        rules.publish(often(1, 3), RuleState.ACTIVE);
        assertThat(buy("E1", 0, 1)).isEmpty();
        rules.publish(often(2, 2), RuleState.ACTIVE);

        List<Signal> signals = buy("E2", 1000, 1);

        assertThat(evidence(signals)).containsExactly("E1", "E2");
        assertThat(signals.get(0).ruleVersion()).isEqualTo(2);
        rules.publish(
                rule("often", 3, "event.quantity >= 1", "500 ms", 2).replace("500 ms", "1 min"), RuleState.ACTIVE);
        assertThat(buy("E3", 90_000, 1)).isEmpty();
        assertThat(buy("E4", 100_000, 1)).hasSize(1);
    }

    @Test
    void anotherConditionGoesOnFromWhatWasCounted() throws Exception {
        rules.publish(often(1, 3), RuleState.ACTIVE);
        buy("E1", 0, 1);
        buy("E2", 1000, 1);
        rules.publish(rule("often", 2, "event.quantity >= 2", "24 h", 3), RuleState.ACTIVE);

        assertThat(buy("E3", 2000, 1)).as("does not meet the new condition").isEmpty();
        assertThat(buy("E2", 1000, 2)).as("the same record again").isEmpty();
        assertThat(evidence(buy("E4", 3000, 2))).containsExactly("E1", "E2", "E4");
        assertThat(evidence(buy("E5", 4000, 2))).containsExactly("E1", "E2", "E4", "E5");
        assertThat(rules.stateEntries()).as("each version has a log").isEqualTo(2);

        rules.watermark(START.plus(Duration.ofDays(4)));
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aChangeWhileTheJobIsDownGoesOnToo() throws Exception {
        rules.publish(often(1, 3), RuleState.ACTIVE);
        buy("E1", 0, 1);
        buy("E2", 1000, 1);
        rules.publishToJudge(rule("often", 2, "event.quantity >= 2", "24 h", 3), RuleState.ACTIVE);
        rules = rules.restart();

        assertThat(evidence(buy("E3", 3000, 2))).containsExactly("E1", "E2", "E3");
    }

    @Test
    void anotherShapeStartsAnewAndTheFormerStateIsReleased() throws Exception {
        rules.publish(often(1, 2), RuleState.ACTIVE);
        buy("E1", 0, 1);
        rules.publish(often(2, 2).replace("count: records", "distinct: event.pharmacyId"), RuleState.ACTIVE);

        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
        assertThat(buy("E2", 1000, 1)).isEmpty();
    }

    @Test
    void aPausedRuleJudgesNothingAndKeepsItsCounts() throws Exception {
        rules.publish(often(1, 2), RuleState.ACTIVE);
        buy("E1", 0, 1);
        rules.publish(often(1, 2), RuleState.PAUSED);
        assertThat(buy("E2", 1000, 1)).isEmpty();
        assertThat(rules.stateEntries()).isEqualTo(1);
        rules.publish(often(1, 2), RuleState.ACTIVE);

        assertThat(evidence(buy("E3", 2000, 1))).containsExactly("E1", "E3");

        rules.publish(often(1, 2), RuleState.PAUSED);
        rules.watermark(START.plus(Duration.ofDays(4)));
        assertThat(rules.stateEntries()).as("what is out of every window goes").isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aRemovedRuleLeavesNothingAndTheOthersOfItsCounterStay() throws Exception {
        rules.publish(often(1, 2), RuleState.ACTIVE);
        rules.publish(rule("other", 1, "event.quantity >= 1", "24 h", 2), RuleState.ACTIVE);
        buy("E1", 0, 1);
        assertThat(rules.stateEntries()).as("they share one log").isEqualTo(1);
        rules.publish(often(1, 2), RuleState.REMOVED);
        assertThat(buy("E2", 1000, 1)).extracting(Signal::ruleId).containsExactly("other");
        rules.publish(rule("other", 1, "event.quantity >= 1", "24 h", 2), RuleState.REMOVED);

        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    /** A hundred purchases, one an hour, of which stream time has passed all but the last. */
    private void buyForHundredHours(String rule) throws Exception {
        rules.publish(rule, RuleState.ACTIVE);
        for (int hour = 0; hour < 100; hour++) {
            buy("E" + hour, Duration.ofHours(hour).toMillis(), 1);
            rules.watermark(START.plus(Duration.ofHours(hour)));
        }
    }

    @Test
    void whatIsSetAsideIsReleasedWithItsRule() throws Exception {
        String hourly = rule("often", 1, "event.quantity >= 1", "2 h", 3);
        buyForHundredHours(hourly);
        assertThat(rules.stateEntries()).as("a log and its segments").isEqualTo(2);
        rules = rules.restart();
        assertThat(rules.stateEntries()).as("with who looks after them").isEqualTo(3);

        rules.publish(hourly, RuleState.REMOVED);

        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aLateRecordAndAnotherConditionGoOnFromWhatWasSetAside() throws Exception {
        buyForHundredHours(rule("often", 1, "event.quantity >= 1", "2 h", 4));
        long late = Duration.ofMinutes(60 * 70 + 30).toMillis();
        assertThat(evidence(buy("L1", late, 1))).as("two windows").containsExactly("E69", "E70", "L1", "E71", "E72");
        rules.publish(rule("often", 2, "event.quantity >= 2", "2 h", 4), RuleState.ACTIVE);

        assertThat(buy("E71", Duration.ofHours(71).toMillis(), 2))
                .as("the same record again")
                .isEmpty();
        assertThat(evidence(buy("L2", late + 1, 2))).contains("E69", "E70", "L1", "L2", "E71", "E72");
    }

    @Test
    void theEndOfBoundedInputLeavesNothingThatWasSetAside() throws Exception {
        buyForHundredHours(rule("often", 1, "event.quantity >= 1", "2 h", 3));
        rules.endOfInput();

        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aRuleOnTrialSaysSo() throws Exception {
        rules.publish(often(1, 1), RuleState.SHADOW);

        assertThat(buy("E1", 0, 1)).extracting(Signal::shadow).containsExactly(true);
        rules.publish(often(1, 1), RuleState.ACTIVE);
        assertThat(buy("E2", 1, 1)).extracting(Signal::shadow).containsExactly(false);
    }

    @Test
    void hundredRulesOnOneCounterShareItsState() throws Exception {
        for (int number = 0; number < 100; number++) {
            rules.publish(
                    rule("rule-" + number, 1, "event.quantity >= 1", 600 + number + " s", 1 + number % 4),
                    RuleState.ACTIVE);
        }

        assertThat(buy("E1", 0, 1)).hasSize(25);
        assertThat(buy("E2", 650_000, 1))
                .as("rules 50 and up look back far enough; those of one record always fire")
                .hasSize(25 + 12);
        assertThat(rules.stateEntries()).isEqualTo(1);
        rules = rules.restart();
        assertThat(rules.stateEntries()).as("with who looks after it").isEqualTo(2);
        assertThat(rules.timers()).isEqualTo(1);
    }

    @Test
    void aModifierThatHeldForTheRecordRaisesItsLevel() throws Exception {
        rules.publish(often(1, 2), RuleState.ACTIVE);
        rules.publish("""
                id: large
                version: 1
                kind: modifier
                stream: purchase-registrations
                title: {zh: "多", en: "Many"}
                appliesTo: [often]
                raise: 1
                when: event.quantity >= 9
                """, RuleState.ACTIVE);
        buy("E1", 0, 1);

        assertThat(buy("E2", 1, 9)).extracting(Signal::level).containsExactly(Level.III);
        assertThat(buy("E3", 2, 1)).extracting(Signal::level).containsExactly(Level.IV);
    }

    @Test
    void theEndOfBoundedInputIsNoTimeButTheEnd() throws Exception {
        rules.publish(often(1, 1), RuleState.ACTIVE);
        buy("E1", 0, 1);
        rules.endOfInput();

        assertThat(rules.signals()).hasSize(1);
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }
}
