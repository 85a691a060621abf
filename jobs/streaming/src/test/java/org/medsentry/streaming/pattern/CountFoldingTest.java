package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.DetectionClock;

/** A key with more records than are kept one by one. */
class CountFoldingTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int EXACT = 512;
    private static final int RECORDS = 6000;
    private static final KeyedRulesSettings SETTINGS =
            new KeyedRulesSettings(DetectionClock.STREAM, Duration.ofDays(7), Duration.ofHours(48), EXACT, 1000, 20);

    /** One record a minute: 1441 in a window. Every buyer comes twice in a window. */
    private static final String RULE = """
            id: busy
            version: 1
            kind: count
            stream: purchase-registrations
            topic: PURCHASE
            title: {zh: "题目", en: "Title"}
            within: 24 h
            key: {type: pharmacy, value: [event.pharmacyId]}
            measures:
              buyers: {distinct: event.buyer.token}
              packages: {sum: event.quantity}
              sales: {count: records}
            levels:
              - {level: IV, when: sales >= 300}
            observed: sales
            threshold: packages
            score: buyers
            explanation: {zh: "共 {sales} 次。", en: "{sales} sales."}
            """;

    private static List<Signal> run(StateBackend backend, boolean restarted) throws Exception {
        List<Signal> signals = new ArrayList<>();
        TestingKeyedRules rules = TestingKeyedRules.open(SETTINGS, backend, RULE);
        for (int number = 0; number < RECORDS; number++) {
            PurchaseRegistration sale = TestingSales.sale(
                    "E" + number, START.plus(Duration.ofMinutes(number)), "B" + number % 720, "P1", 2);
            rules.send(sale, Facts.purchase(sale, null, null));
            if (restarted && number % 2500 == 2499) {
                signals.addAll(rules.signals());
                rules = rules.restart();
            }
            if (number % 60 == 0) {
                rules.watermark(sale.occurredAt());
            }
        }
        signals.addAll(rules.signals());
        rules.watermark(START.plus(Duration.ofDays(30)));
        assertThat(rules.timers()).isZero();
        rules.close();
        return signals;
    }

    @Test
    void figuresAreExactUntilThereAreTooManyAndThenEstimatesThatSaySo() throws Exception {
        List<Signal> signals = run(null, false);

        assertThat(signals).hasSize(RECORDS - 299);
        for (int index = 0; index < signals.size(); index++) {
            Signal signal = signals.get(index);
            int sales = Math.min(index + 300, 1441);
            int buyers = Math.min(sales, 720);
            if (index + 300 <= EXACT) {
                assertThat(signal.observed()).isEqualTo(sales);
                assertThat(signal.score()).isEqualTo(buyers);
                assertThat(signal.explanation().en()).doesNotContain("estimate");
            } else {
                // a window may reach back by a pane too far: 1/64
                assertThat(signal.observed()).isBetween((double) sales, sales * 1.02);
                assertThat(signal.threshold()).isEqualTo(2 * signal.observed());
                assertThat(signal.score()).isCloseTo(buyers, Percentage.withPercentage(6));
            }
        }
        Signal last = signals.get(signals.size() - 1);
        assertThat(last.explanation().en()).endsWith("the figures of the window are estimates.");
        assertThat(last.explanation().zh()).contains("估计值");
        assertThat(last.evidence()).hasSize(SignalAssembly.EVIDENCE_CITED);
        assertThat(last.evidence().get(99).eventId()).isEqualTo("E" + (RECORDS - 1));
    }

    @Test
    void aRestartAndAnotherBackendChangeNothing() throws Exception {
        List<Signal> signals = run(null, false);

        assertThat(run(null, true)).isEqualTo(signals);
        assertThat(run(new EmbeddedRocksDBStateBackend(), false)).isEqualTo(signals);
    }
}
