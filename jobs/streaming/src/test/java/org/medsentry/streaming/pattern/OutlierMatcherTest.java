package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.OnlineSale;

class OutlierMatcherTest {

    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private static final String RULE = """
            id: cheap
            version: 1
            kind: outlier
            stream: online-sales
            topic: ONLINE
            title: {zh: "题目", en: "Title"}
            key: {type: product, value: [event.productCode]}
            value: event.price
            observations: 20
            memory: 51
            levels:
              - {level: IV, when: value < 0.4 * median}
            observed: value
            expected: median
            threshold: observations
            score: z
            explanation: {zh: "甲", en: "A"}
            """;

    private int offers;

    private List<Signal> offer(TestingKeyedRules rules, double price) throws Exception {
        return offer(rules, "O" + offers++, price);
    }

    private List<Signal> offer(TestingKeyedRules rules, String eventId, double price) throws Exception {
        int before = rules.signals().size();
        OnlineSale sale = TestingSales.offer(eventId, START.plus(Duration.ofMinutes(offers)), price);
        rules.send(sale, Facts.onlineSale(sale, null, null, null));
        return rules.signals().subList(before, rules.signals().size());
    }

    @Test
    void nineteenPricesAreNotEnoughTwentyAre() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        for (int price = 0; price < 19; price++) {
            offer(rules, 10);
        }
        assertThat(offer(rules, 1)).isEmpty();
        assertThat(offer(rules, 1)).singleElement().satisfies(signal -> {
            assertThat(signal.observed()).isEqualTo(1);
            assertThat(signal.expected()).isEqualTo(10);
            assertThat(signal.threshold()).as("observations").isEqualTo(20);
            assertThat(signal.window()).isNull();
        });
        assertThat(offer(rules, 4)).as("exactly 40 % is not below it").isEmpty();
        rules.close();
    }

    @Test
    void theSameOfferAgainIsNoPriceOfItsOwn() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        for (int price = 0; price < 19; price++) {
            offer(rules, 10);
        }
        for (int again = 0; again < 5; again++) {
            offer(rules, "O3", 10);
        }
        assertThat(offer(rules, 1)).isEmpty();
        assertThat(offer(rules, "cheap", 1)).hasSize(1);
        assertThat(offer(rules, "cheap", 1)).isEmpty();
        rules.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void medianAndDeviationAreThoseOfTheNewestPricesAcrossARestart(String backend) throws Exception {
        StateBackend stateBackend = backend.equals("heap") ? null : new EmbeddedRocksDBStateBackend();
        TestingKeyedRules rules = TestingKeyedRules.open(stateBackend, RULE);
        Random random = new Random(7);
        List<Double> prices = new ArrayList<>();
        int found = 0;
        for (int number = 0; number < 300; number++) {
            double price = random.nextInt(4) == 0 ? random.nextInt(300) / 100.0 : 8 + random.nextInt(500) / 100.0;
            List<Signal> signals = offer(rules, price);
            List<Double> newest = prices.subList(Math.max(0, prices.size() - 51), prices.size());
            boolean expected = newest.size() >= 20 && price < 0.4 * median(newest);
            assertThat(signals).hasSize(expected ? 1 : 0);
            if (expected) {
                found++;
                double median = median(newest);
                double deviation = median(
                        newest.stream().map(other -> Math.abs(other - median)).toList());
                assertThat(signals.get(0).expected()).isEqualTo(median);
                assertThat(signals.get(0).score()).isCloseTo((price - median) / (1.4826 * deviation), within(1e-12));
            }
            prices.add(price);
            if (number % 100 == 99) {
                rules = rules.restart();
            }
        }
        assertThat(found).isGreaterThan(30);
        rules.close();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Test
    void stateReturnsToNothing() throws Exception {
        TestingKeyedRules rules = TestingKeyedRules.open(null, RULE);
        for (int price = 0; price < 30; price++) {
            offer(rules, 10);
        }
        assertThat(rules.stateEntries()).isEqualTo(1);
        rules.watermark(START.plus(Duration.ofDays(400)));
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();

        offer(rules, 10);
        rules.publish(RULE, RuleState.REMOVED);
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
        rules.close();
    }
}
