package org.medsentry.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.rules.DefaultRules;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.correlate.Observation;
import org.medsentry.streaming.correlate.TestingObservations;
import org.medsentry.streaming.pattern.TestingControl;

/** The shipped rules over sightings and signals in the graphs of the jobs, whatever the order in which things arrive. */
class CorrelationITCase {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int PARALLELISM = 2;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(PARALLELISM)
            .build());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheSameInWhicheverOrderSightingsAndSignalsCome(long seed) throws Exception {
        Random random = new Random(seed);
        List<Observation> all = new ArrayList<>();
        Map<String, Set<String>> expected = new TreeMap<>();
        for (int code = 0; code < 60; code++) {
            someSales(code, random, all, expected);
        }
        for (int lot = 0; lot < 60; lot++) {
            someHazard(lot, random, all, expected);
        }
        all.addAll(all.subList(0, all.size() / 2));
        Collections.shuffle(all, random);

        assertThat(evidenceByRuleAndKey(traced(all))).isEqualTo(expected);
    }

    /** A trace code in 0 to 2 purchases and 0 to 2 orders, up to 170 days from each other. */
    private static void someSales(int code, Random random, List<Observation> all, Map<String, Set<String>> expected) {
        String traceCode = "%020d".formatted(code);
        Set<String> purchases = new TreeSet<>();
        Set<String> orders = new TreeSet<>();
        for (int sale = random.nextInt(3); sale > 0; sale--) {
            String eventId = "P-" + code + "-" + sale;
            all.add(Observation.of(TestingObservations.purchase(eventId, within(random, 170), traceCode, null)));
            purchases.add(eventId);
        }
        for (int sale = random.nextInt(3); sale > 0; sale--) {
            String eventId = "O-" + code + "-" + sale;
            all.add(Observation.of(TestingObservations.order(eventId, within(random, 170), traceCode, null)));
            orders.add(eventId);
        }
        if (purchases.size() > 1) {
            expected.put("purchase-trace-duplicate " + traceCode, new TreeSet<>(purchases));
        }
        if (!purchases.isEmpty() && !orders.isEmpty()) {
            purchases.addAll(orders);
            expected.put("trace-cloned " + traceCode, purchases);
        }
    }

    private static Instant within(Random random, int days) {
        return START.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
    }

    /** A hazard of a lot, and one sale of it up to 60 hours before or after, or at the very ends of the 48 hours. */
    private static void someHazard(int lot, Random random, List<Observation> all, Map<String, Set<String>> expected) {
        String lotNumber = "L" + lot;
        Instant hazard = within(random, 100);
        Duration after = switch (lot % 6) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofMillis(-1);
            case 2 -> Duration.ofHours(48);
            case 3 -> Duration.ofHours(48).plusMillis(1);
            default -> Duration.ofMinutes(random.nextInt(120 * 60) - 60 * 60);
        };
        Signal signal = TestingObservations.signal(
                lot % 2 == 0 ? "adr-death" : "adr-lot-cluster",
                TestingObservations.PRODUCT,
                lotNumber,
                hazard,
                "A-" + lot,
                "B-" + lot);
        all.add(Observation.of(signal));
        all.add(Observation.of(TestingObservations.order("S-" + lot, hazard.plus(after), null, lotNumber)));
        if (!after.isNegative() && after.compareTo(Duration.ofHours(48)) <= 0) {
            expected.put(
                    "lot-hazard " + TestingObservations.PRODUCT + "|" + lotNumber,
                    new TreeSet<>(Set.of("A-" + lot, "B-" + lot, "S-" + lot)));
        }
    }

    @Test
    void whatIsNoSaleOrNoHazardOrOnTrialJoinsNothing() throws Exception {
        Signal death = TestingObservations.signal("adr-death", TestingObservations.PRODUCT, "L1", START, "A-1");
        Signal late = TestingObservations.signal("adr-late-report", TestingObservations.PRODUCT, "L2", START, "A-2");
        Signal unknownLot = TestingObservations.signal("adr-death", TestingObservations.PRODUCT, null, START, "A-3");
        List<Observation> all = List.of(
                Observation.of(TestingObservations.onTrial(death)),
                Observation.of(TestingObservations.purchase("P-1", START.plusSeconds(1), null, "L1")),
                Observation.of(late),
                Observation.of(TestingObservations.purchase("P-2", START.plusSeconds(1), null, "L2")),
                Observation.of(unknownLot),
                Observation.of(
                        TestingObservations.purchase("P-3", START.plusSeconds(1), "00000000000000000003", null)));

        assertThat(traced(all)).isEmpty();
    }

    @Test
    void threeBuyersInACountyAreARing() throws Exception {
        List<Signal> signals = new ArrayList<>();
        for (int buyer = 0; buyer < 3; buyer++) {
            signals.add(
                    TestingObservations.ofBuyer("purchase-ephedrine-hopping", "B" + buyer, START.plusSeconds(buyer)));
            signals.add(TestingObservations.ofBuyer("purchase-fever", "C" + buyer, START.plusSeconds(buyer)));
        }
        List<Signal> twoBuyersOnly = signals.subList(0, 4);

        assertThat(correlated(twoBuyersOnly)).isEmpty();
        List<Signal> found = correlated(signals);
        assertThat(evidenceByRuleAndKey(found))
                .isEqualTo(Map.of("diversion-ring 500111", Set.of("of-B0", "of-B1", "of-B2")));
        assertThat(found.get(0).region().code()).isEqualTo("500111");
        assertThat(found.get(0).explanation().zh()).contains("大足区", "3 名");

        signals.addAll(found);
        assertThat(correlated(signals))
                .as("what it concludes is no input to it")
                .hasSameElementsAs(found);
    }

    private static Map<String, Set<String>> evidenceByRuleAndKey(List<Signal> signals) {
        Map<String, Set<String>> evidence = new TreeMap<>();
        for (Signal signal : signals) {
            Set<String> records = evidence.computeIfAbsent(
                    signal.ruleId() + " " + signal.key().value(), key -> new TreeSet<>());
            signal.evidence().stream().map(Evidence::eventId).forEach(records::add);
        }
        return evidence;
    }

    private static List<Signal> traced(List<Observation> observations) throws Exception {
        StreamExecutionEnvironment env = environment();
        DataStream<Observation> stream = env.fromData(observations, TypeInformation.of(Observation.class))
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Observation>noWatermarks());
        return collected(TraceJob.define(stream, control(), settings()).signals());
    }

    private static List<Signal> correlated(List<Signal> signals) throws Exception {
        StreamExecutionEnvironment env = environment();
        DataStream<Signal> stream = env.fromData(signals, TypeInformation.of(Signal.class));
        return collected(EarlyWarningJob.correlate(
                        stream, control().open(env, "test"), control().loader(), settings())
                .signals());
    }

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(PARALLELISM);
        JobEnvironment.prepare(env, new Configuration());
        return env;
    }

    private static JobSettings settings() {
        return JobSettings.backtest(new Configuration());
    }

    private static TestingControl control() throws Exception {
        TestingControl control = new TestingControl();
        for (String yaml : DefaultRules.files().values()) {
            control.rule(yaml);
        }
        return control;
    }

    private static List<Signal> collected(DataStream<Signal> signals) throws Exception {
        List<Signal> all = new ArrayList<>();
        try (CloseableIterator<Signal> results = signals.executeAndCollect()) {
            results.forEachRemaining(all::add);
        }
        return all;
    }
}
