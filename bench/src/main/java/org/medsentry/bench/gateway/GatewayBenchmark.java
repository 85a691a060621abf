package org.medsentry.bench.gateway;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.medsentry.bench.ChildJvm;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.Machine;
import org.medsentry.embedded.EmbeddedKafkaMain;
import org.medsentry.gateway.access.KeyEntry;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.privacy.SecretKeys;

/**
 * Lets a plain producer and the gateway send the same records in turn, each in a fresh process on one core; broker and senders stay on
 * the other cores. The last gateway then takes the whole load again while its heap is looked at after collections.
 */
final class GatewayBenchmark {
    private static final List<String> BROKER_FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
    private static final int HEAP_LOOKS = 10;
    private static final Map<String, Long> NO_LIMITS =
            Map.of("recordsPerSecond", 1_000_000_000L, "burst", 1_000_000_000L, "recordsPerDay", 1_000_000_000_000L);

    private final GatewayPlan plan;
    private final PrintWriter progress;
    private final Path keyFile;
    private final Path apiKeys;
    private final Path loadFile;
    private String apiKey;

    GatewayBenchmark(GatewayPlan plan, PrintWriter progress) {
        this.plan = plan;
        this.progress = progress;
        this.keyFile = plan.directory().resolve("keys.json");
        this.apiKeys = plan.directory().resolve("gateway-keys.yaml");
        this.loadFile = plan.directory().resolve("records.ndjson");
    }

    GatewayReport run() throws IOException, InterruptedException {
        Files.deleteIfExists(keyFile);
        Files.deleteIfExists(apiKeys);
        SecretKeys keys = SecretKeys.createDevelopment(keyFile);
        apiKey = KeyEntry.create(apiKeys, GatewayLoad.SOURCE, List.of(), NO_LIMITS);
        say("making about %,d purchases", plan.records());
        GatewayLoad.write(loadFile, plan.records(), keys);
        GatewayLoad load = GatewayLoad.read(loadFile);
        CorePinning others = plan.pinning().enforced()
                ? CorePinning.apartFrom(
                        plan.pinning().cores(), Runtime.getRuntime().availableProcessors())
                : CorePinning.none();
        try (ChildJvm broker = ChildJvm.start(
                EmbeddedKafkaMain.class, others, BROKER_FLAGS, plan.directory().resolve("broker.log"), List.of())) {
            String bootstrapServers = broker.await("ready");
            createTopics(bootstrapServers);
            Map<GatewayContender, List<GatewayResult>> results = new EnumMap<>(GatewayContender.class);
            for (int round = 1; round <= plan.rounds(); round++) {
                for (GatewayContender contender : GatewayContender.values()) {
                    GatewayResult result = measure(contender, bootstrapServers, load);
                    say(
                            "round %d %-26s %,9.0f records/s, %,9.0f records/s of CPU",
                            round, contender.title(), result.recordsPerSecond(), result.recordsPerProcessorSecond());
                    results.computeIfAbsent(contender, key -> new ArrayList<>()).add(result);
                }
            }
            List<Long> heap = heap(bootstrapServers, load);
            return new GatewayReport(plan, results, heap, load.records(), load.bytes(), Machine.description());
        }
    }

    private static void createTopics(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<NewTopic> topics = new ArrayList<>();
            for (Stream stream : Stream.values()) {
                topics.add(new NewTopic(stream.id(), 4, (short) 1)
                        .configs(Map.of("message.timestamp.type", "LogAppendTime")));
            }
            for (Topic topic : List.of(Topic.GATEWAY_ACCOUNTS, Topic.DEAD_LETTERS, Topic.LATE_RECORDS)) {
                topics.add(new NewTopic(topic.id(), 4, (short) 1)
                        .configs(Map.of("message.timestamp.type", "LogAppendTime")));
            }
            admin.createTopics(topics).all().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("cannot create the topics", failed);
        }
    }

    private GatewayResult measure(GatewayContender contender, String bootstrapServers, GatewayLoad load)
            throws IOException, InterruptedException {
        return switch (contender) {
            case PRODUCER -> producer(bootstrapServers, load);
            case BATCHES ->
                gateway(bootstrapServers, load, load.records(), plan.batchRecords(), plan.batchConnections());
            case SINGLE ->
                gateway(
                        bootstrapServers,
                        load,
                        Math.min(plan.singleRecords(), load.records()),
                        1,
                        plan.singleConnections());
        };
    }

    private int warmUp(int records) {
        return (int) (records * plan.warmUpShare());
    }

    private GatewayResult producer(String bootstrapServers, GatewayLoad load) {
        int warmUp = warmUp(load.records());
        try (ChildJvm run = ChildJvm.start(
                PlainProducerRun.class,
                plan.pinning().later(),
                plan.jvmFlags(),
                plan.directory().resolve("producer.log"),
                List.of(
                        bootstrapServers,
                        loadFile.toString(),
                        Integer.toString(warmUp),
                        plan.pinning().option()))) {
            String[] nanos = run.await("result").split(" ");
            return new GatewayResult(
                    load.records() - warmUp, Long.parseLong(nanos[0]) / 1e9, Long.parseLong(nanos[1]) / 1e9);
        }
    }

    private ChildJvm startGateway(String bootstrapServers) {
        return ChildJvm.start(
                GatewayRun.class,
                plan.pinning().later(),
                plan.jvmFlags(),
                plan.directory().resolve("gateway.log"),
                List.of(bootstrapServers, keyFile.toString(), apiKeys.toString()));
    }

    private GatewayResult gateway(
            String bootstrapServers, GatewayLoad load, int records, int recordsEach, int connections)
            throws IOException, InterruptedException {
        int warmUp = warmUp(records);
        List<byte[]> first = load.bodies(0, warmUp, recordsEach);
        List<byte[]> measured = load.bodies(warmUp, records, recordsEach);
        try (ChildJvm run = startGateway(bootstrapServers)) {
            GatewayClient client = new GatewayClient(Integer.parseInt(run.await("ready")), apiKey);
            client.awaitReady();
            client.send(first, connections);
            run.keepOn(plan.pinning());
            long used = client.figure("/processor-nanos");
            long begun = System.nanoTime();
            client.send(measured, connections);
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new GatewayResult(records - warmUp, seconds, (client.figure("/processor-nanos") - used) / 1e9);
        }
    }

    /** Used heap after a collection, before the first record and after each tenth of the load. */
    private List<Long> heap(String bootstrapServers, GatewayLoad load) throws IOException, InterruptedException {
        List<Long> heap = new ArrayList<>();
        try (ChildJvm run = startGateway(bootstrapServers)) {
            GatewayClient client = new GatewayClient(Integer.parseInt(run.await("ready")), apiKey);
            client.awaitReady();
            heap.add(client.figure("/heap"));
            int step = Math.max(1, load.records() / HEAP_LOOKS);
            for (int from = 0; from < load.records(); from += step) {
                client.send(
                        load.bodies(from, Math.min(from + step, load.records()), plan.batchRecords()),
                        plan.batchConnections());
                heap.add(client.figure("/heap"));
            }
        }
        return heap;
    }

    private void say(String format, Object... values) {
        progress.println(String.format(Locale.ROOT, format, values));
        progress.flush();
    }
}
