package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.SeriesPoint;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.PurchaseRegistration;

class BaselineMatcherTest {

    /** Midnight in China. */
    private static final Instant FIRST = Instant.parse("2026-03-01T16:00:00Z");

    private static final String RULE = """
            id: surge
            version: 1
            kind: baseline
            stream: purchase-registrations
            topic: OUTBREAK
            title: {zh: "题目", en: "Title"}
            key: {type: pharmacy, value: [event.pharmacyId]}
            pane: day
            detector: ears-c2
            minimum: 5
            levels: [{level: IV, when: alarm}]
            explanation: {zh: "甲", en: "{observed} of {expected} at {event.pharmacyId} from {from} to {until}."}
            """;

    private int sales;

    private static Instant at(int day, int hour) {
        return FIRST.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
    }

    private static StateBackend backend(String name) {
        return name.equals("heap") ? null : new EmbeddedRocksDBStateBackend();
    }

    private void sell(TestingKeyedRules rules, int day, int count) throws Exception {
        for (int index = 0; index < count; index++) {
            PurchaseRegistration sale =
                    TestingSales.sale("E" + sales++, at(day, 8).plusSeconds(index), "B", "P1", 1);
            rules.send(sale, Facts.purchase(sale, null, null));
        }
    }

    private void days(TestingKeyedRules rules, int first, int... counts) throws Exception {
        for (int index = 0; index < counts.length; index++) {
            sell(rules, first + index, counts[index]);
            rules.watermark(at(first + index + 1, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void aSurgeIsToldWhenItsDayIsOverThroughARestartInTheMiddleOfTheDay(String backend) throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(backend(backend), RULE);
        days(rules, 0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        sell(rules, 11, 30);
        rules.watermark(at(11, 9));
        rules = rules.restart();
        sell(rules, 11, 30);
        rules.watermark(at(12, 0).minusMillis(1));
        assertThat(rules.signals()).isEmpty();

        rules.watermark(at(12, 0));

        assertThat(rules.signals()).singleElement().satisfies(signal -> {
            assertThat(signal.key().value()).isEqualTo("P1");
            assertThat(signal.subject().pharmacyId()).isEqualTo("P1");
            assertThat(signal.subject().productCode())
                    .as("of whichever came last")
                    .isNull();
            assertThat(signal.observed()).isEqualTo(60);
            assertThat(signal.expected()).isBetween(9.8, 10.2);
            assertThat(signal.threshold()).isBetween(11d, 20d);
            assertThat(signal.window()).isEqualTo("PT24H");
            assertThat(signal.firstEventAt()).isEqualTo(at(11, 0));
            assertThat(signal.lastEventAt()).isEqualTo(at(12, 0));
            assertThat(signal.evidence()).hasSize(60);
            assertThat(signal.series())
                    .as("the days before it, told through the restart")
                    .extracting(SeriesPoint::observed)
                    .containsExactly(10d, 11d, 9d, 10d, 11d, 9d, 10d, 11d, 9d, 10d, 10d, 60d);
            assertThat(signal.series().get(0))
                    .as("too young to be judged")
                    .isEqualTo(new SeriesPoint(at(0, 0), 10d, null, null));
            assertThat(signal.series().get(11)).satisfies(last -> {
                assertThat(last.start()).isEqualTo(signal.firstEventAt());
                assertThat(last.expected()).isCloseTo(signal.expected(), within(1e-4));
                assertThat(last.threshold()).isCloseTo(signal.threshold(), within(1e-4));
            });
            assertThat(signal.explanation().en())
                    .startsWith("60 of ")
                    .endsWith(" at P1 from 2026-03-13 00:00 to 2026-03-14 00:00.");
        });
        rules.close();
    }

    @Test
    void lateRecordsTellTheLaterFigureUnderAnIdOfItsOwnAndTheNewestHundredAreCited() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        days(rules, 0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10, 60);

        sell(rules, 11, 90);
        rules.watermark(at(12, 1));

        assertThat(rules.signals()).extracting(Signal::observed).containsExactly(60d, 150d);
        assertThat(rules.signals()).extracting(Signal::signalId).doesNotHaveDuplicates();
        assertThat(rules.signals().get(1).evidence()).hasSize(100);
        rules.watermark(at(12, 5));
        assertThat(rules.signals()).hasSize(2);

        sell(rules, 8, 1);
        assertThat(rules.lateRecords())
                .singleElement()
                .satisfies(late -> assertThat(late.missed()).containsExactly("surge"));
        rules.close();
    }

    @Test
    void theSameRunsGiveTheSameIds() throws Exception {
        List<List<String>> ids = new java.util.ArrayList<>();
        for (int run = 0; run < 2; run++) {
            sales = 0;
            TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
            days(rules, 0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10, 60);
            ids.add(rules.signals().stream().map(Signal::signalId).toList());
            rules.close();
        }

        assertThat(ids.get(0)).hasSize(1).isEqualTo(ids.get(1));
    }

    @Test
    void theEndOfBoundedInputJudgesNoUnfinishedDayAndLeavesNothing() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        days(rules, 0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        sell(rules, 11, 60);

        rules.endOfInput();

        assertThat(rules.signals()).isEmpty();
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
        rules.close();
    }

    @Test
    void aRemovedRuleLeavesNothing() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        days(rules, 0, 10, 11, 9);
        assertThat(rules.stateEntries()).isEqualTo(1);
        assertThat(rules.timers()).isEqualTo(1);

        rules.publish(RULE, RuleState.REMOVED);

        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
        rules.close();
    }

    @Test
    void aTunedRuleGoesOnFromItsSeriesAndOneOnTrialSaysSo() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        days(rules, 0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        String tuned = RULE.replace("version: 1", "version: 2").replace("minimum: 5", "minimum: 50");
        rules.publish(tuned, RuleState.SHADOW);

        days(rules, 11, 40, 10, 10, 90);

        assertThat(rules.signals()).singleElement().satisfies(signal -> {
            assertThat(signal.observed()).isEqualTo(90);
            assertThat(signal.shadow()).isTrue();
            assertThat(signal.ruleVersion()).isEqualTo(2);
        });
        rules.close();
    }

    @Test
    void anotherShapeBeginsAnew() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        days(rules, 0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        rules.publish(
                RULE.replace("version: 1", "version: 2")
                        .replace("detector: ears-c2", "detector: {name: ears-c2, baseline: 8}"),
                RuleState.ACTIVE);

        days(rules, 11, 60);

        assertThat(rules.signals()).isEmpty();
        assertThat(rules.stateEntries()).isEqualTo(1);
        rules.close();
    }

    @Test
    void aRuleThatRestsForgetsNothingAndTakesTheTimeForUnknown() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        days(rules, 0, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 10);
        rules.publish(RULE, RuleState.PAUSED);
        days(rules, 11, 60, 60, 60);
        rules.publish(RULE, RuleState.ACTIVE);
        days(rules, 14, 11, 10, 11, 10, 12, 10, 11, 10, 12);

        assertThat(rules.signals()).isEmpty();
        days(rules, 23, 80);
        assertThat(rules.signals()).hasSize(1);
        rules.close();
    }
}
