package org.medsentry.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.gateway.access.KeyEntry;
import org.medsentry.gateway.http.HttpSettings;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.privacy.SecretKeys;

/** A real Kafka with the product's topics, and as many real gateways over it as a test starts. */
public final class TestingKafkaGateway implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path secretKeys;
    private final Path apiKeys;

    public TestingKafkaGateway(Path folder) {
        secretKeys = folder.resolve("secret-keys.yaml");
        apiKeys = folder.resolve("api-keys.yaml");
        SecretKeys.createDevelopment(secretKeys);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<NewTopic> topics = Arrays.stream(Topic.values())
                    .map(topic -> new NewTopic(topic.id(), 2, (short) 1)
                            .configs(Map.of("message.timestamp.type", "LogAppendTime")))
                    .toList();
            admin.createTopics(topics).all().get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public String newKey(String source) {
        return KeyEntry.create(apiKeys, source, List.of());
    }

    /** Returns once it is ready. */
    public Running startGateway() throws InterruptedException {
        Gateway gateway = new Gateway(GatewaySettings.of(
                KafkaSettings.of(kafka.bootstrapServers(), ""), HttpSettings.of("127.0.0.1", 0), secretKeys, apiKeys));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!gateway.isReady()) {
            if (System.nanoTime() > deadline) {
                gateway.close();
                throw new AssertionError("the gateway is not ready");
            }
            Thread.sleep(20);
        }
        return new Running(gateway);
    }

    public void write(Topic topic, Object document) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.id(), Documents.toJson(document)))
                    .get();
        }
    }

    /** All records of a topic by now. */
    public List<String> read(Topic topic) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.id()).stream()
                    .map(partition -> new TopicPartition(topic.id(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return values;
    }

    @Override
    public void close() {
        kafka.close();
    }

    /** A gateway that listens. */
    public final class Running implements AutoCloseable {
        private final Gateway gateway;

        Running(Gateway gateway) {
            this.gateway = gateway;
        }

        public String address() {
            return "http://127.0.0.1:" + gateway.port();
        }

        /** Records, one a line. */
        public HttpResponse<String> post(String path, String key, String lines) throws Exception {
            return client.send(
                    request(path, key)
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(lines))
                            .build(),
                    BodyHandlers.ofString());
        }

        public HttpResponse<String> get(String path, String key) throws Exception {
            return client.send(request(path, key).GET().build(), BodyHandlers.ofString());
        }

        private HttpRequest.Builder request(String path, String key) {
            return HttpRequest.newBuilder(URI.create(address() + path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + key);
        }

        @Override
        public void close() {
            gateway.close();
        }
    }
}
