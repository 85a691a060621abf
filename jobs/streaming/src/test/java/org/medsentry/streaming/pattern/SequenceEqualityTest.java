package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.DetectionClock;
import org.medsentry.streaming.pattern.TestingPattern.Asks;
import org.medsentry.streaming.pattern.TestingPattern.Step;

/**
 * A rule finds exactly what the same pattern finds in Flink CEP's own operator: over random streams with disorder, ties, late
 * records and jumps of the watermark, and through restarts.
 */
class SequenceEqualityTest {

    private static final int KEYS = 4;
    private static final int RECORDS = 120;
    private static final int DISORDER = 4_000;
    private static final KeyedRulesSettings SETTINGS = new KeyedRulesSettings(
            DetectionClock.STREAM, java.time.Duration.ofDays(7), java.time.Duration.ofHours(48), 4096, 1_000_000, 20);

    private int restarts;
    private int matches;

    /** Every feature once, by name. */
    static Stream<TestingPattern> family() {
        Step a = Step.of("A");
        Step b = Step.of("B");
        Step c = Step.of("C");
        Step d = Step.of("D");
        List<List<Step>> shapes = List.of(
                List.of(a, b),
                List.of(a, b.next("strict")),
                List.of(a, b.next("any"), c),
                List.of(a, b, c),
                List.of(a, b.asking(Asks.ABOVE_FIRST), c.asking(Asks.ABOVE_FIRST)),
                List.of(a.times(3, 3)),
                List.of(a.times(1, 1)),
                List.of(a.times(2, 2), b),
                List.of(a.times(2, 4), b),
                List.of(a.times(3, 3).inside("strict")),
                List.of(a.times(2, 2).inside("any"), b),
                List.of(a.times(3, 3).asking(Asks.RISING)),
                List.of(a.times(1, 0), b),
                List.of(a, b.times(1, 0).inside("strict"), c),
                List.of(a, b.times(1, 0).inside("any").until("D"), c),
                List.of(a, b.times(1, 0).until("D"), c),
                List.of(a, b.times(2, 0).isGreedy(), c),
                List.of(a, Step.of("AB").named("ab").times(1, 0).isGreedy(), b),
                List.of(a, b.isOptional(), c),
                List.of(a, b.times(1, 0).isOptional(), c),
                List.of(a, b.times(2, 3).isOptional().isGreedy(), c),
                List.of(a, b.isAbsent(), c),
                List.of(a, b.isAbsent().next("strict"), c),
                List.of(a, b.isAbsent()),
                List.of(a, b, c.isAbsent()),
                List.of(a, b.isAbsent().next("strict")),
                List.of(a.times(2, 2), b.isAbsent()),
                List.of(a, b.isAbsent(), c.times(2, 2), d.isAbsent()));
        List<TestingPattern> family = new ArrayList<>();
        for (List<Step> steps : shapes) {
            String last = steps.get(steps.size() - 1).absent()
                    ? steps.get(0).id()
                    : steps.get(steps.size() - 1).id();
            for (String afterMatch : List.of(
                    "keep-all", "skip-to-next", "skip-past-last", "skip-to-first " + last, "skip-to-last " + last)) {
                family.add(new TestingPattern(steps, afterMatch, 9_000));
            }
        }
        return family.stream();
    }

    @ParameterizedTest
    @MethodSource("family")
    void everyFeature(TestingPattern pattern) throws Exception {
        for (long seed = 0; seed < 2; seed++) {
            compare(pattern, seed, null);
        }
    }

    static Stream<TestingPattern> someOfTheFamily() {
        List<TestingPattern> family = family().toList();
        return IntStream.range(0, family.size()).filter(index -> index % 4 == 0).mapToObj(family::get);
    }

    @ParameterizedTest
    @MethodSource("someOfTheFamily")
    void everyFeatureOnRocksDb(TestingPattern pattern) throws Exception {
        compare(pattern, 99, new EmbeddedRocksDBStateBackend());
    }

    /** Whatever the check lets pass, Flink CEP takes and means the same by; what it does not take, the check has refused. */
    @Test
    void anyPatternThatPassesTheCheck() throws Exception {
        Random random = new Random(20260301);
        int accepted = 0;
        for (int round = 0; round < 200; round++) {
            TestingPattern pattern = TestingPattern.random(random);
            if (isAccepted(pattern)) {
                accepted++;
                compare(pattern, round, null);
            }
        }
        assertThat(accepted).isGreaterThan(70);
        assertThat(matches).isGreaterThan(1_000);
        assertThat(restarts).isGreaterThan(100);
    }

    private static boolean isAccepted(TestingPattern pattern) {
        try {
            RuleFile.parse("test.yaml", pattern.yaml());
            return true;
        } catch (RuleException refused) {
            return false;
        }
    }

    private void compare(TestingPattern pattern, long seed, StateBackend backend) throws Exception {
        Random random = new Random(seed);
        List<Signal> signals = new ArrayList<>();
        TestingKeyedRules ours = TestingKeyedRules.open(SETTINGS, backend, pattern.yaml());
        try (TestingStockCep stock = new TestingStockCep(pattern)) {
            long newest = 0;
            long watermark = Long.MIN_VALUE;
            int taken = 0;
            for (int record = 0; record < RECORDS; record++) {
                newest += random.nextInt(3) * 500L;
                long time = newest - random.nextInt(4) * (random.nextInt(DISORDER) / 1_000 * 500L);
                TestingSale sale = new TestingSale(
                        "B" + random.nextInt(KEYS),
                        "E%03d".formatted(record),
                        String.valueOf((char) ('A' + random.nextInt(5))),
                        random.nextInt(6),
                        time);
                stock.send(sale);
                sale.sendTo(ours);
                if (random.nextInt(6) == 0) {
                    long behind = newest - random.nextInt(DISORDER);
                    watermark = Math.max(watermark, TestingSale.START.toEpochMilli() + behind);
                    stock.watermark(watermark);
                    ours.watermark(java.time.Instant.ofEpochMilli(watermark));
                    taken = gather(ours, signals, taken);
                    assertThat(said(signals))
                            .as("%s, seed %d, %s", pattern, seed, watermark)
                            .isEqualTo(stock.found());
                }
                if (random.nextInt(50) == 0 && watermark > Long.MIN_VALUE) {
                    ours = ours.restart();
                    restarts++;
                    taken = 0;
                    ours.watermark(java.time.Instant.ofEpochMilli(watermark));
                    taken = gather(ours, signals, taken);
                }
            }
            long end = TestingSale.START.toEpochMilli() + newest + 10_000_000;
            stock.watermark(end);
            ours.watermark(java.time.Instant.ofEpochMilli(end));
            gather(ours, signals, taken);
            assertThat(said(signals)).as("%s, seed %d, end", pattern, seed).isEqualTo(stock.found());
            if (backend == null) {
                assertThat(ours.stateEntries()).as("%s, state left", pattern).isZero();
            }
            assertThat(ours.timers()).as("%s, timers left", pattern).isZero();
            matches += stock.matches();
        } finally {
            ours.close();
        }
    }

    private static int gather(TestingKeyedRules ours, List<Signal> signals, int taken) {
        List<Signal> all = ours.signals();
        signals.addAll(all.subList(taken, all.size()));
        return all.size();
    }

    /** As {@link TestingStockCep#found()}; what one record decides at different times is joined. */
    private static List<String> said(List<Signal> signals) {
        Map<String, java.util.TreeSet<String>> records = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (Signal signal : signals) {
            String deciding = deciding(signal);
            signal.evidence().stream()
                    .map(Evidence::eventId)
                    .forEach(records.computeIfAbsent(deciding, id -> new java.util.TreeSet<>())::add);
            counts.merge(deciding, signal.observed().intValue(), Integer::sum);
        }
        List<String> said = new ArrayList<>();
        records.forEach((deciding, ids) -> said.add(deciding + " x" + counts.get(deciding) + " " + List.copyOf(ids)));
        return said;
    }

    /** The explanation names it. */
    private static String deciding(Signal signal) {
        return signal.explanation().en();
    }
}
