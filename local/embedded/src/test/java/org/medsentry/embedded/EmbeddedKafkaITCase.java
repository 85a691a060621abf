package org.medsentry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaITCase {
    private static final String TOPIC = "things";
    private static final long LONG_AGO = 1_000_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void keepsRecordsAndPortOverARestart() throws Exception {
        String servers;
        int port;
        try (EmbeddedKafka kafka =
                EmbeddedKafka.builder().dataDirectory(directory).start()) {
            servers = kafka.bootstrapServers();
            port = kafka.port();
            createTopic(servers);
            write(servers, "one");
            kafka.restart();
            assertThat(kafka.bootstrapServers()).isEqualTo(servers);
            write(servers, "two");
        }
        try (EmbeddedKafka kafka =
                EmbeddedKafka.builder().dataDirectory(directory).port(port).start()) {
            assertThat(read(kafka.bootstrapServers(), 2)).containsExactly("one", "two");
        }
    }

    @Test
    void commitsTransactionsAndSpreadsOverLogDirectories() throws Exception {
        List<Path> logs = List.of(directory.resolve("a"), directory.resolve("b"));
        try (EmbeddedKafka kafka = EmbeddedKafka.builder()
                .dataDirectory(directory)
                .logDirectories(logs)
                .start()) {
            createTopic(kafka.bootstrapServers());
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    kafka.bootstrapServers(),
                    "transactional.id",
                    "test",
                    "transaction.timeout.ms",
                    3_600_000);
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "one"));
                producer.commitTransaction();
            }
            assertThat(read(kafka.bootstrapServers(), 1)).containsExactly("one");
            assertThat(logs)
                    .allSatisfy(
                            log -> assertThat(log.resolve("meta.properties")).exists());
        }
    }

    @Test
    void createsNoTopicByAccident() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("nowhere"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            assertThat(kafka.dataDirectory()).isDirectory();
        }
    }

    @Test
    void runsInAProcessOfItsOwnThatEndsWithItsInput() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedKafkaMain.class.getName(),
                        "--data",
                        directory.toString(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            assertThat(line).startsWith("ready 127.0.0.1:");
            String servers = line.substring("ready ".length());
            createTopic(servers);
            write(servers, "one");
            assertThat(read(servers, 1)).containsExactly("one");

            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(output.lines()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void createTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    /** With an old event time, which retention must not take for a reason to delete. */
    private static void write(String servers, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 0, LONG_AGO, null, value)).get();
        }
    }

    private static List<String> read(String servers, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (values.size() < count && System.nanoTime() - deadline < 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }
}
