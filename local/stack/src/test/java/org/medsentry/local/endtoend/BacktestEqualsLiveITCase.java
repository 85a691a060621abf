package org.medsentry.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.desk.TopicWriter;
import org.medsentry.local.backtest.Backtest;
import org.medsentry.local.backtest.BacktestProgress;
import org.medsentry.local.backtest.BacktestRequest;
import org.medsentry.local.simulator.ScenarioTruth;
import org.medsentry.local.simulator.ScenarioTruth.Expectation;
import org.medsentry.local.simulator.SimulationSettings;
import org.medsentry.local.simulator.SimulationTruth;
import org.medsentry.local.simulator.Simulator;
import org.medsentry.local.stack.JobCluster;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackObserver;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.streaming.JobOptions;

/**
 * The same month by both ways: through Kafka and five jobs in parallel, in whatever order their partitions come, and through one
 * backtest over files. Both raise the same alerts of the whole catalogue, and find what is hidden in the month.
 */
class BacktestEqualsLiveITCase {

    private static final Instant END = Instant.parse("2026-03-20T05:40:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAST_ALL = Duration.ofMinutes(30);

    /** Needs a history that is longer than this month. */
    private static final Set<String> TOO_YOUNG = Set.of("purchase-surge");

    /**
     * Who uploads at night may seem silent until the upload comes: whether it comes before stream time has passed the silence
     * depends on how far the other partitions are.
     */
    private static final String SILENCE = "pharmacy-silent pharmacy ";

    /** Signals of this rule raise no alert. */
    private static final String RECORDED_ONLY = "purchase-fever";

    @TempDir
    private Path directory;

    private final Simulator simulator =
            new Simulator(SimulationSettings.endingAt(END).withDays(14).withVolumes(40, 400, 30, 150));

    /** What makes two alerts the same: who fired for whom, how bad, on which records. */
    private record Found(Level level, Set<String> evidence) {
        static Found of(Alert alert) {
            Set<String> evidence = new TreeSet<>();
            alert.evidence().forEach(item -> evidence.add(item.stream() + " " + item.source() + " " + item.eventId()));
            return new Found(alert.level(), evidence);
        }
    }

    @Test
    void raisesTheSameAlertsAndFindsWhatIsHidden() throws Exception {
        StackSettings settings = StackSettings.of(directory.resolve("stack"), StackPorts.free());
        try (LocalStack stack =
                        LocalStack.start(settings, StackDirectory.open(directory.resolve("stack")), line -> {});
                StackObserver observer = new StackObserver(stack)) {
            Path keyFile = settings.directory().resolve("development-keys.json");
            Map<String, Found> expected = backtest(keyFile);
            assertFindsWhatIsHidden(expected, keyFile);
            Set<String> uncertain = silencesOfLateUploaders();
            expected.keySet().removeAll(uncertain);
            assertThat(expected.keySet()).anyMatch(key -> key.startsWith(SILENCE));

            send(stack);
            assertThat(observer.awaitDrained(LIMIT, () -> false)).isTrue();

            Map<String, Found> live = live(stack);
            live.keySet().removeAll(uncertain);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (!live.equals(expected) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                live = live(stack);
                live.keySet().removeAll(uncertain);
            }
            assertThat(live.keySet()).isEqualTo(expected.keySet());
            assertThat(live).isEqualTo(expected);
            assertThat(stack.jobs().states()).allMatch(JobCluster.JobState::isSound);
        }
    }

    private Map<String, Found> backtest(Path keyFile) throws IOException, InterruptedException {
        Path events = directory.resolve("events");
        Path out = directory.resolve("out");
        simulator.writeTo(events);
        for (Stream stream : List.of(Stream.PURCHASE_REGISTRATIONS, Stream.ONLINE_SALES)) {
            Files.writeString(events.resolve(stream.id() + ".jsonl"), tick(stream) + "\n", StandardOpenOption.APPEND);
        }
        Backtest.run(new BacktestRequest(events, null, null, out, keyFile, Instant.now()), BacktestProgress.SILENT);
        Map<String, Found> alerts = new TreeMap<>();
        for (String line : Files.readAllLines(out.resolve("alerts.jsonl"))) {
            Alert alert = Documents.fromJson(line.getBytes(StandardCharsets.UTF_8), Alert.class);
            alerts.put(keyOf(alert), Found.of(alert));
        }
        return alerts;
    }

    /** The same bytes as in the files; and to every partition a record that moves stream time past all of them. */
    private void send(LocalStack stack) {
        try (TopicWriter writer = new TopicWriter(stack.kafka())) {
            simulator.records().forEach(record -> writer.send(record.topic(), record.key(), record.value()));
        }
        try (KafkaProducer<byte[], byte[]> producer = stack.kafka().producer()) {
            for (Stream stream : List.of(Stream.PURCHASE_REGISTRATIONS, Stream.ONLINE_SALES)) {
                String topic = stack.kafka().name(Topic.of(stream.id()));
                byte[] tick = tick(stream).getBytes(StandardCharsets.UTF_8);
                producer.partitionsFor(topic)
                        .forEach(partition ->
                                producer.send(new ProducerRecord<>(topic, partition.partition(), null, tick)));
            }
        }
    }

    private Set<String> silencesOfLateUploaders() {
        Set<String> silences = new HashSet<>();
        Duration outOfOrderness = JobOptions.OUT_OF_ORDERNESS.defaultValue();
        Instant newest = Instant.MIN;
        for (Sale sale : (Iterable<Sale>) simulator
                .records()
                .filter(record -> record.topic() == Topic.PURCHASE_REGISTRATIONS)
                .map(record -> Sale.read(record.value()))
                .filter(sale -> sale.occurredAt() != null && sale.occurredAt().isBefore(END))::iterator) {
            if (sale.occurredAt().isAfter(newest)) {
                newest = sale.occurredAt();
            } else if (newest.minus(outOfOrderness).isAfter(sale.occurredAt())) {
                silences.add(SILENCE + sale.pharmacyId());
            }
        }
        return silences;
    }

    /** What is needed of a sale; of one that cannot be read, nothing. */
    record Sale(String pharmacyId, Instant occurredAt) {

        static Sale read(byte[] json) {
            try {
                return Documents.fromJson(json, Sale.class);
            } catch (IllegalArgumentException bad) {
                return new Sale(null, null);
            }
        }
    }

    private static String tick(Stream stream) {
        String time = END.plus(PAST_ALL).toString();
        return stream == Stream.ONLINE_SALES ? """
                {"eventId": "tick", "source": "clock", "occurredAt": "%s", "type": "DELISTING", "platformId": "clock",\
                 "sellerId": "clock", "productName": "nothing"}""".formatted(time) : """
                {"eventId": "tick", "source": "clock", "occurredAt": "%s", "pharmacyId": "clock", "regionCode": "500111",\
                 "buyer": {"token": "clock"}, "productCode": "86999999999999", "quantity": 1,\
                 "channel": "COUNTER"}""".formatted(time);
    }

    private static Map<String, Found> live(LocalStack stack) {
        Map<String, Alert> newest = new TreeMap<>();
        stack.kafka().readToEnd(Topic.ALERTS, row -> {
            Alert alert = Documents.fromJson(row.value(), Alert.class);
            newest.merge(keyOf(alert), alert, (one, other) -> one.revision() > other.revision() ? one : other);
        });
        Map<String, Found> found = new TreeMap<>();
        newest.forEach((key, alert) -> found.put(key, Found.of(alert)));
        return found;
    }

    private static String keyOf(Alert alert) {
        return alert.ruleId() + " " + alert.key().type() + " " + alert.key().value();
    }

    private void assertFindsWhatIsHidden(Map<String, Found> found, Path keyFile) {
        Pseudonymiser pseudonymiser = new Pseudonymiser(SecretKeys.load(keyFile));
        SimulationTruth truth = simulator.truth();
        SoftAssertions softly = new SoftAssertions();
        for (ScenarioTruth scenario : truth.scenarios()) {
            for (Expectation expectation : scenario.expectations()) {
                if (TOO_YOUNG.contains(expectation.ruleId())
                        || expectation.ruleId().equals(RECORDED_ONLY)) {
                    continue;
                }
                softly.assertThat(isFound(expectation, found, pseudonymiser))
                        .as(scenario.scenario().id() + ": " + expectation)
                        .isTrue();
            }
        }
        softly.assertAll();
    }

    private static boolean isFound(Expectation expectation, Map<String, Found> found, Pseudonymiser pseudonymiser) {
        String value =
                "buyer".equals(expectation.keyType()) ? pseudonymiser.person(expectation.key()) : expectation.key();
        Set<String> evidence = new TreeSet<>();
        expectation
                .evidence()
                .forEach(record -> evidence.add(record.stream() + " " + record.source() + " " + record.eventId()));
        String start = expectation.ruleId() + " ";
        String exact = start + expectation.keyType() + " " + value;
        return found.entrySet().stream()
                .filter(entry -> value == null
                        ? entry.getKey().startsWith(start)
                        : entry.getKey().equals(exact))
                .map(Map.Entry::getValue)
                .anyMatch(alert ->
                        (expectation.level() == null || alert.level().atLeast(Level.valueOf(expectation.level())))
                                && alert.evidence().containsAll(evidence));
    }
}
