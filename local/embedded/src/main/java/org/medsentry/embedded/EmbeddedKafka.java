package org.medsentry.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, one node, broker and controller) inside this process: tests and the local stack meet the true behaviour of transactions,
 * offsets and compaction. It listens on the loopback interface and keeps its data folder over restarts. {@link EmbeddedKafkaMain} runs the same in a
 * process of its own.
 *
 * <p>Topics are never created by accident, and old event times are never deleted: {@code log.retention.ms=-1}, because records are stamped with event
 * time and retention by time would drop a replayed month at once.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE_ID = 1;

    private final Path data;
    private final boolean temporary;
    private final List<Path> logDirectories;
    private final Map<String, String> properties;
    private final int port;
    private KafkaRaftServer server;

    private EmbeddedKafka(Builder builder) {
        this.temporary = builder.data == null;
        this.data = temporary ? Directories.createTemporary("medsentry-kafka-") : Directories.create(builder.data);
        this.logDirectories = builder.logDirectories.isEmpty()
                ? List.of(Directories.create(data.resolve("log")))
                : builder.logDirectories.stream().map(Directories::create).toList();
        this.properties = new TreeMap<>(builder.properties);
        this.port = builder.port == 0 ? FreePort.choose() : builder.port;
    }

    /** A broker on a free port with a data folder of its own that is deleted on {@link #close()}. */
    public static EmbeddedKafka start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** For example {@code 127.0.0.1:19092}; the same before and after a restart. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public Path dataDirectory() {
        return data;
    }

    /** Stops the broker if it runs and starts it again on the same port and data. */
    public synchronized void restart() {
        stop();
        startBroker();
    }

    /** Ends the broker in good order. Does nothing if it is not running. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    @Override
    public synchronized void close() {
        stop();
        if (temporary) {
            Directories.delete(data);
        }
    }

    private void launch() {
        format();
        startBroker();
    }

    private void startBroker() {
        KafkaRaftServer candidate =
                new KafkaRaftServer(new KafkaConfig(settings(FreePort.choose()), false), Time.SYSTEM);
        try {
            candidate.startup();
        } catch (RuntimeException e) {
            candidate.shutdown();
            throw e;
        }
        server = candidate;
    }

    private void format() {
        if (Files.exists(metadataDirectory().resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setMetadataLogDirectory(metadataDirectory().toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setHasDynamicQuorum(false);
        logDirectories.forEach(directory -> formatter.addDirectory(directory.toString()));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + logDirectories + " for Kafka", e);
        }
    }

    private Path metadataDirectory() {
        return logDirectories.get(0);
    }

    private Map<String, String> settings(int controllerPort) {
        Map<String, String> all = new TreeMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", Integer.toString(NODE_ID));
        all.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put(
                "log.dirs",
                String.join(",", logDirectories.stream().map(Path::toString).toList()));
        all.put("metadata.log.dir", metadataDirectory().toString());

        all.put("auto.create.topics.enable", "false");
        all.put("log.retention.ms", "-1");
        all.put("transaction.max.timeout.ms", "3600000");
        all.put("group.initial.rebalance.delay.ms", "0");

        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            all.put(topic + ".replication.factor", "1");
            all.put(topic + ".num.partitions", "1");
        }
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");

        all.put("num.network.threads", "2");
        all.put("num.io.threads", "4");
        all.put("background.threads", "2");
        all.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        all.putAll(properties);
        return all;
    }

    /** Options of a broker; everything has a default that suits a test. */
    public static final class Builder {
        private Path data;
        private int port;
        private List<Path> logDirectories = List.of();
        private final Map<String, String> properties = new TreeMap<>();

        private Builder() {}

        /** Where the broker keeps everything. Default: a temporary folder, deleted on close. */
        public Builder dataDirectory(Path directory) {
            this.data = directory;
            return this;
        }

        /** Where the logs of topics are spread over, in place of one folder in the data folder. The first one also holds the metadata log. */
        public Builder logDirectories(List<Path> directories) {
            this.logDirectories = List.copyOf(directories);
            return this;
        }

        /** 0, the default, means any free one. */
        public Builder port(int brokerPort) {
            this.port = brokerPort;
            return this;
        }

        /** One more line of {@code server.properties}; it wins over what this class sets. */
        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        public EmbeddedKafka start() {
            EmbeddedKafka kafka = new EmbeddedKafka(this);
            try {
                kafka.launch();
            } catch (RuntimeException e) {
                kafka.close();
                throw e;
            }
            return kafka;
        }
    }
}
