package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.rules.Captures;
import org.medsentry.rules.Facts;
import org.medsentry.rules.Hit;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.DetectionClock;
import org.medsentry.streaming.pattern.TestingPattern.Asks;
import org.medsentry.streaming.pattern.TestingPattern.Step;

/** What a sequence does beside matching: it obeys publications, refuses what is late, and harms nobody. */
class SequenceMatcherTest {

    private static final String A_THEN_B =
            TestingPattern.of("keep-all", 60_000, Step.of("A"), Step.of("B")).yaml();
    private static final String A_WITHOUT_B = TestingPattern.of(
                    "keep-all", 60_000, Step.of("A"), Step.of("B").isAbsent())
            .yaml();

    private TestingKeyedRules rules;
    private int sent;

    @AfterEach
    void close() throws Exception {
        rules.close();
    }

    private void open(String... yaml) throws Exception {
        rules = TestingKeyedRules.open(null, yaml);
    }

    private void send(String key, String letter, int second) throws Exception {
        send(key, "E" + sent++, letter, second);
    }

    private void send(String key, String id, String letter, int second) throws Exception {
        new TestingSale(key, id, letter, 1, second * 1_000L).sendTo(rules);
    }

    private void watermark(int second) throws Exception {
        rules.watermark(TestingSale.START.plusSeconds(second));
    }

    private List<String> evidence() {
        return rules.signals().stream()
                .map(signal -> String.join(
                        " ", signal.evidence().stream().map(Evidence::eventId).toList()))
                .toList();
    }

    private void nothingIsLeft() {
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
        assertThat(rules.partialMatches("letters")).isZero();
    }

    @Test
    void aSignalSaysWhatTheMatchWas() throws Exception {
        open(A_THEN_B);
        send("B1", "B", 40);
        send("B1", "A", 10);
        watermark(60);
        assertThat(evidence()).containsExactly("E1 E0");
        Signal signal = rules.signals().get(0);
        assertThat(signal.firstEventAt()).isEqualTo(TestingSale.START.plusSeconds(10));
        assertThat(signal.lastEventAt()).isEqualTo(TestingSale.START.plusSeconds(40));
        assertThat(signal.detectedAt()).isEqualTo(signal.lastEventAt());
        assertThat(signal.key().value()).isEqualTo("B1");
        assertThat(signal.subject().lotNumber()).isEqualTo("B");
        assertThat(signal.region().code()).isEqualTo("500111");
        assertThat(signal.window()).isEqualTo("PT1M");
        nothingIsLeft();
    }

    @Test
    void aSpanOfExactlyTheWindowCounts() throws Exception {
        open(A_THEN_B);
        send("B1", "A", 0);
        send("B1", "B", 60);
        send("B2", "A", 0);
        new TestingSale("B2", "late", "B", 1, 60_001).sendTo(rules);
        watermark(100);
        assertThat(evidence()).containsExactly("E0 E1");
    }

    @Test
    void nothingIsSaidBeforeStreamTimeHasPassed() throws Exception {
        open(A_THEN_B);
        send("B1", "A", 0);
        send("B1", "B", 30);
        watermark(29);
        assertThat(evidence()).isEmpty();
        assertThat(rules.partialMatches("letters")).isEqualTo(1);
        watermark(30);
        assertThat(evidence()).hasSize(1);
    }

    @Test
    void aRecordThatComesTooLateIsKept() throws Exception {
        open(A_THEN_B);
        send("B1", "A", 50);
        watermark(50);
        send("B1", "late", "B", 50);
        send("B2", "late too", "A", 20);
        send("B1", "B", 51);
        watermark(60);
        assertThat(evidence()).containsExactly("E0 E1");
        assertThat(rules.lateRecords())
                .extracting(late -> late.eventId() + " " + late.missed())
                .containsExactly("late [letters]", "late too [letters]");
    }

    @Test
    void theSameRecordAgainChangesNothing() throws Exception {
        open(TestingPattern.of("keep-all", 60_000, Step.of("A").times(2, 2)).yaml());
        send("B1", "first", "A", 10);
        send("B1", "first", "A", 10);
        watermark(20);
        send("B1", "first", "A", 30);
        watermark(40);
        assertThat(evidence()).isEmpty();
        rules = rules.restart();
        send("B1", "first", "A", 45);
        send("B1", "second", "A", 50);
        watermark(60);
        assertThat(evidence()).containsExactly("first second");
    }

    @Test
    void theSameRecordAgainChangesNothingInAnAutomaton() throws Exception {
        open(A_THEN_B.replace("'A'", "'A', 'B'"));
        send("B1", "first", "B", 10);
        watermark(20);
        rules = rules.restart();
        send("B1", "first", "B", 45);
        watermark(50);
        assertThat(evidence()).isEmpty();
    }

    @Test
    void aNewerVersionTakesThePlaceOfOneThatWaits() throws Exception {
        open(A_THEN_B);
        send("B1", "A", 0);
        PurchaseRegistration purchase = new TestingSale("B1", "E1", "B", 1, 10_000).purchase();
        Facts facts = Facts.purchase(purchase, null, null);
        RecordIdentity identity = RecordIdentity.of(purchase);
        RecordIdentity second = new RecordIdentity(
                identity.stream(),
                identity.source(),
                identity.eventId(),
                2,
                identity.time().plusSeconds(5));
        rules.send(identity, List.of(RecordEvidence.of(purchase)), facts);
        rules.send(second, List.of(RecordEvidence.of(purchase)), facts);
        rules.send(identity, List.of(RecordEvidence.of(purchase)), facts);
        watermark(10);
        assertThat(evidence()).isEmpty();
        watermark(20);
        assertThat(evidence()).containsExactly("E0 E1");
    }

    @Test
    void whatIsWithdrawnWhileItWaitsIsForgotten() throws Exception {
        open(A_THEN_B);
        send("B1", "A", 0);
        PurchaseRegistration purchase = new TestingSale("B1", "E1", "B", 1, 10_000).purchase();
        Facts facts = Facts.purchase(purchase, null, null);
        RecordIdentity identity = RecordIdentity.of(purchase);
        rules.send(identity, List.of(RecordEvidence.of(purchase)), facts);
        RecordIdentity withdrawn =
                new RecordIdentity(identity.stream(), identity.source(), identity.eventId(), 2, identity.time());
        rules.replace(withdrawn, List.of(RecordEvidence.of(purchase)), null, facts);
        watermark(100);
        assertThat(evidence()).isEmpty();
        nothingIsLeft();
    }

    @Test
    void absenceIsKnownWhenTheWindowIsOver() throws Exception {
        open(A_WITHOUT_B);
        send("B1", "A", 0);
        send("B2", "A", 0);
        send("B2", "B", 60);
        watermark(60);
        assertThat(evidence()).isEmpty();
        rules.watermark(TestingSale.START.plusMillis(60_001));
        assertThat(evidence()).containsExactly("E0");
        nothingIsLeft();
    }

    @Test
    void theEndOfInputIsNoTime() throws Exception {
        open(A_WITHOUT_B);
        send("B1", "A", 0);
        rules.endOfInput();
        assertThat(evidence()).isEmpty();
        nothingIsLeft();
        rules.close();
        open(A_THEN_B);
        send("B1", "A", 0);
        send("B1", "B", 1);
        rules.endOfInput();
        assertThat(evidence()).hasSize(1);
        nothingIsLeft();
    }

    static StateBackend backend(String name) {
        return name == null ? null : new EmbeddedRocksDBStateBackend();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "rocksdb")
    void aTunedRuleGoesOnWithWhatIsHalfMatched(String state) throws Exception {
        String rule = TestingPattern.of(
                        "keep-all", 60_000, Step.of("A"), Step.of("B").asking(Asks.ABOVE_FIRST))
                .yaml();
        rules = TestingKeyedRules.open(backend(state), rule);
        send("B1", "A", 0);
        watermark(5);
        rules.publish(
                rule.replace("version: 1", "version: 2")
                        .replace("event.quantity > a.event", "event.quantity >= a.event")
                        .replace("60 s", "90 s")
                        .replace("level: III", "level: II"),
                RuleState.ACTIVE);
        rules = rules.restart();
        watermark(5);
        send("B1", "B", 80);
        watermark(100);
        assertThat(evidence()).containsExactly("E0 E1");
        assertThat(rules.signals().get(0).ruleVersion()).isEqualTo(2);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "rocksdb")
    void aRepetitionBecomesAnAutomatonAndBack(String state) throws Exception {
        String plain =
                TestingPattern.of("keep-all", 60_000, Step.of("A").times(3, 3)).yaml();
        String rising = TestingPattern.of(
                        "keep-all", 60_000, Step.of("A").times(3, 3).asking(Asks.RISING))
                .yaml(2)
                .replace("< event.quantity", "<= event.quantity");
        rules = TestingKeyedRules.open(backend(state), plain);
        send("B1", "A", 0);
        watermark(5);
        rules.publish(rising, RuleState.ACTIVE);
        rules = rules.restart();
        watermark(5);
        send("B1", "A", 10);
        watermark(15);
        rules.publish(plain.replace("version: 1", "version: 3"), RuleState.ACTIVE);
        rules = rules.restart();
        watermark(15);
        send("B1", "A", 20);
        watermark(25);
        assertThat(evidence()).containsExactly("E0 E1 E2");
        assertThat(rules.partialMatches("letters")).isEqualTo(2);
    }

    @Test
    void anotherShapeStartsAnewAndTheOldStateIsReleased() throws Exception {
        open(A_THEN_B);
        send("B1", "A", 0);
        send("B2", "A", 0);
        watermark(5);
        send("B1", "A", 8);
        assertThat(rules.stateEntries()).isEqualTo(2);
        rules.publish(
                TestingPattern.of("keep-all", 60_000, Step.of("A"), Step.of("B").next("strict"))
                        .yaml(2),
                RuleState.ACTIVE);
        nothingIsLeft();
        send("B1", "B", 20);
        watermark(30);
        assertThat(evidence()).isEmpty();
    }

    @Test
    void removalLeavesNothing() throws Exception {
        open(A_THEN_B);
        for (int key = 0; key < 20; key++) {
            send("B" + key, "A", key);
        }
        watermark(10);
        assertThat(rules.stateEntries()).isEqualTo(20);
        assertThat(rules.partialMatches("letters")).isEqualTo(11);
        rules.publish(A_THEN_B, RuleState.REMOVED);
        nothingIsLeft();
    }

    @Test
    void whatWasRemovedWhileTheJobWasDownIsReleasedAsItsTimersFire() throws Exception {
        open(A_THEN_B);
        send("B1", "A", 0);
        watermark(10);
        rules.publishToJudge(A_THEN_B, RuleState.REMOVED);
        rules = rules.restart();
        watermark(100);
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aPausedRuleKeepsWhatCanStillBecomeAMatch() throws Exception {
        open(A_THEN_B);
        send("B1", "A", 0);
        send("B2", "A", 50);
        watermark(10);
        rules.publish(A_THEN_B, RuleState.PAUSED);
        send("B1", "B", 20);
        watermark(61);
        assertThat(evidence()).isEmpty();
        assertThat(rules.stateEntries())
                .as("the first cannot be completed any more")
                .isEqualTo(1);
        rules.publish(A_THEN_B, RuleState.ACTIVE);
        send("B2", "B", 70);
        watermark(80);
        assertThat(evidence()).containsExactly("E1 E3");
        watermark(200);
        nothingIsLeft();
    }

    @Test
    void nobodyKnowsOfAbsenceWhileTheRuleWasPaused() throws Exception {
        open(A_WITHOUT_B);
        send("B1", "A", 0);
        send("B1", "A", 50);
        watermark(55);
        rules.publish(A_WITHOUT_B, RuleState.PAUSED);
        send("B1", "B", 56);
        watermark(70);
        rules.publish(A_WITHOUT_B, RuleState.ACTIVE);
        send("B1", "A", 80);
        watermark(90);
        assertThat(evidence()).isEmpty();
    }

    @Test
    void aRuleOnTrialIsMarked() throws Exception {
        rules = TestingKeyedRules.open(null);
        rules.publish(A_THEN_B, RuleState.SHADOW);
        send("B1", "A", 0);
        send("B1", "B", 1);
        watermark(10);
        assertThat(rules.signals()).extracting(Signal::shadow).containsExactly(true);
    }

    @Test
    void theGaugeIsRightAfterARestore() throws Exception {
        open(A_THEN_B);
        for (int key = 0; key < 7; key++) {
            send("B" + key, "A", key);
            send("B" + key, "A", key + 1);
        }
        watermark(20);
        assertThat(rules.partialMatches("letters")).isEqualTo(14);
        rules = rules.restart();
        assertThat(rules.partialMatches("letters")).isEqualTo(14);
        watermark(20);
        send("B1", "B", 30);
        watermark(30);
        assertThat(rules.partialMatches("letters")).isEqualTo(12);
        watermark(200);
        nothingIsLeft();
    }

    @Test
    void aRuleThatExplodesStartsAnewAndTheOthersGoOn() throws Exception {
        KeyedRulesSettings settings =
                new KeyedRulesSettings(DetectionClock.STREAM, Duration.ofDays(7), Duration.ofHours(48), 4096, 50, 20);
        String exploding = TestingPattern.of(
                        "keep-all",
                        600_000,
                        Step.of("A"),
                        Step.of("A").named("more").next("any").times(3, 3).inside("any"),
                        Step.of("C"))
                .yaml()
                .replace("id: letters", "id: exploding");
        rules = TestingKeyedRules.open(settings, null, exploding, A_THEN_B);
        for (int second = 0; second < 20; second++) {
            send("B1", "A", second);
        }
        send("B2", "A", 20);
        send("B1", "B", 21);
        watermark(30);
        List<Signal> contained = new ArrayList<>(rules.signals());
        contained.removeIf(signal -> !signal.ruleId().equals("rule-contained"));
        assertThat(contained).hasSize(1);
        assertThat(contained.get(0).key().value()).isEqualTo("exploding");
        assertThat(contained.get(0).explanation().en()).contains("half-matched patterns");
        assertThat(rules.partialMatches("exploding")).isLessThanOrEqualTo(51);
        assertThat(rules.signals())
                .filteredOn(signal -> signal.ruleId().equals("letters"))
                .hasSize(1);
    }

    @Test
    void aConditionThatFailsCostsItsRuleThatRecordAlone() throws Exception {
        String rule = TestingPattern.of(
                        "keep-all", 60_000, Step.of("A"), Step.of("B").asking(Asks.ABOVE_FIRST))
                .yaml();
        open(rule, A_THEN_B.replace("id: letters", "id: other"));
        send("B1", "A", 0);
        sendBroken(new TestingSale("B1", "broken", "B", 5, 10_000));
        send("B1", "A", 20);
        new TestingSale("B1", "good", "B", 5, 30_000).sendTo(rules);
        watermark(40);
        assertThat(rules.signals())
                .extracting(signal -> signal.ruleId() + " " + signal.evidence().size())
                .containsExactlyInAnyOrder("rule-contained 1", "letters 2", "other 2", "other 2");
    }

    /** What travels with the record is of another type than conditions expect. */
    private void sendBroken(TestingSale sale) throws Exception {
        List<RoutedRecord> captured = new ArrayList<>();
        rules.route(sale.purchase(), captured::add);
        for (RoutedRecord routed : captured) {
            List<Hit> broken =
                    routed.hits().stream().map(SequenceMatcherTest::broken).toList();
            rules.send(new RoutedRecord(
                    routed.key(),
                    routed.identity(),
                    routed.evidence(),
                    routed.region(),
                    routed.rulesPosition(),
                    routed.firings(),
                    broken,
                    routed.withdrawals()));
        }
    }

    private static Hit broken(Hit hit) {
        Object[] values = hit.captures().values().clone();
        for (int index = 0; index < values.length; index++) {
            values[index] = values[index] instanceof Long ? Instant.EPOCH : values[index];
        }
        return new Hit(
                hit.watchId(),
                hit.key(),
                hit.met(),
                hit.values(),
                hit.groups(),
                new Captures(hit.captures().ids(), values),
                hit.subject(),
                hit.raises());
    }
}
