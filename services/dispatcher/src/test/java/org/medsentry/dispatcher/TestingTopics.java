package org.medsentry.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.dispatcher.kafka.KafkaSettings;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;

/** A real broker with the dispatcher's topics as the set-up makes them. */
final class TestingTopics implements AutoCloseable {
    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile Exception failure;

    TestingTopics() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
        Map<String, String> compacted = Map.of("cleanup.policy", "compact");
        admin.createTopics(List.of(
                        new NewTopic(Topic.TRIGGERS.id(), 4, (short) 1),
                        new NewTopic(Topic.DELIVERIES.id(), 4, (short) 1).configs(compacted),
                        new NewTopic(Topic.ALERT_ACTIONS.id(), 1, (short) 1).configs(compacted)))
                .all()
                .get();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** In this process, with one webhook channel. */
    Dispatcher dispatcher(URI url) {
        return dispatcher(url, 1000);
    }

    Dispatcher dispatcher(URI url, double ratePerSecond) {
        ChannelSettings channel = ChannelSettings.of(
                        "webhook:one", ChannelKind.WEBHOOK, url, new Secret("correct horse"))
                .withRate(ratePerSecond);
        return new Dispatcher(
                DispatcherSettings.of(KafkaSettings.of(bootstrapServers(), "")).withStatusPort(0),
                ChannelDirectory.of(List.of(channel)));
    }

    void write(Topic topic, String key, Object document) {
        writeBytes(topic, key, Documents.toJson(document));
    }

    void writeBytes(Topic topic, String key, byte[] value) {
        producer.send(
                new ProducerRecord<>(topic.id(), key.getBytes(StandardCharsets.UTF_8), value),
                (metadata, failed) -> failure = failed == null ? failure : failed);
    }

    void flush() {
        producer.flush();
        assertThat(failure).isNull();
    }

    /** The last document of each key. */
    <T> Map<String, T> newest(Topic topic, Class<T> type) {
        Map<String, T> newest = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        newest.remove(key);
                    } else {
                        newest.put(key, Documents.fromJson(record.value(), type));
                    }
                });
            }
        }
        return newest;
    }

    /** Records on {@code triggers} that the group has not committed. */
    long lag(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, Topic.TRIGGERS);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue()
                            - (committed.get(end.getKey()) == null
                                    ? 0
                                    : committed.get(end.getKey()).offset()))
                    .sum();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Topic topic) {
        return consumer.partitionsFor(topic.id()).stream()
                .map(partition -> new TopicPartition(topic.id(), partition.partition()))
                .collect(Collectors.toList());
    }

    String get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
        kafka.close();
    }
}
