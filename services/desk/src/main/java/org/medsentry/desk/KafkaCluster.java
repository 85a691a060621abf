package org.medsentry.desk;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.medsentry.schemas.Topic;

/** The product's topics on some Kafka cluster, local or not, as the command line and the console work with them. */
public final class KafkaCluster {

    /** Dead letters hold the original bytes encrypted and in base64, so they are larger than what they came from. */
    public static final int MAX_MESSAGE_BYTES = 4 << 20;

    private static final Duration REACH_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Properties properties;
    private final String bootstrapServers;
    private final String topicPrefix;

    /** @param clientProperties further properties of every client, for instance security.protocol */
    public KafkaCluster(String bootstrapServers, String topicPrefix, Map<String, String> clientProperties) {
        this.bootstrapServers = bootstrapServers;
        this.topicPrefix = topicPrefix;
        properties = new Properties();
        properties.putAll(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
    }

    public String name(Topic topic) {
        return topicPrefix + topic.id();
    }

    /** The topic that has this name on the cluster, or null. */
    public Topic topicNamed(String name) {
        if (!name.startsWith(topicPrefix)) {
            return null;
        }
        for (Topic topic : Topic.values()) {
            if (name(topic).equals(name)) {
                return topic;
            }
        }
        return null;
    }

    public Admin admin() {
        Properties admin = new Properties();
        admin.putAll(properties);
        admin.putIfAbsent("default.api.timeout.ms", Long.toString(REACH_LIMIT.toMillis()));
        admin.putIfAbsent("request.timeout.ms", Long.toString(REACH_LIMIT.toMillis() / 2));
        return Admin.create(admin);
    }

    public KafkaProducer<byte[], byte[]> producer() {
        return producer(Map.of());
    }

    /** @param further properties of this producer, which win over the defaults */
    public KafkaProducer<byte[], byte[]> producer(Map<String, String> further) {
        Properties producer = new Properties();
        producer.put("acks", "all");
        producer.put("linger.ms", "10");
        producer.put("compression.type", "lz4");
        // A record of the wrong size is for ingest to judge, not for the producer.
        producer.put("max.request.size", Integer.toString(MAX_MESSAGE_BYTES));
        producer.putAll(properties);
        producer.putAll(further);
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties consumer = new Properties();
        consumer.putAll(properties);
        consumer.put("enable.auto.commit", "false");
        consumer.put("auto.offset.reset", "earliest");
        consumer.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @throws DeskException if nobody answers */
    public void requireReachable() {
        try (Admin admin = admin()) {
            admin.describeCluster().clusterId().get(REACH_LIMIT.toSeconds() + 1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } catch (Exception unreachable) {
            throw new DeskException(
                    "cannot reach Kafka at " + bootstrapServers
                            + "; start it with 'medsentry stack' or name another with --bootstrap-servers",
                    unreachable);
        }
    }

    /** @throws DeskException if the topic is not there */
    public void requireTopic(Topic topic) {
        try (Admin admin = admin()) {
            admin.describeTopics(List.of(name(topic))).allTopicNames().get();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new DeskException("topic " + name(topic) + " does not exist; create it with 'medsentry setup'");
            }
            throw new DeskException("Kafka at " + bootstrapServers + ": " + failed.getCause(), failed);
        }
    }

    /** Reads a topic from its beginning to its end of this moment. */
    public void readToEnd(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            // By position, not by record: compaction may have taken the record before the end.
            while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
                consumer.poll(POLL).forEach(records);
            }
        }
    }

    /** Reads the newest records of each partition, as far as its end of this moment. */
    public void readNewest(Topic topic, int ofEachPartition, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            partitions.forEach(partition ->
                    consumer.seek(partition, Math.max(begin.get(partition), end.get(partition) - ofEachPartition)));
            while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
                consumer.poll(POLL).forEach(records);
            }
        }
    }

    /** What comes to a topic from now on. */
    public TopicTail tail(Topic topic) {
        return tail(topic, true);
    }

    /** All that a topic holds, and what comes to it from now on. */
    public TopicTail whole(Topic topic) {
        return tail(topic, false);
    }

    private TopicTail tail(Topic topic, boolean fromEnd) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        try {
            List<TopicPartition> partitions = partitions(consumer, topic);
            return fromEnd ? TopicTail.fromEnd(consumer, partitions) : TopicTail.fromBeginning(consumer, partitions);
        } catch (RuntimeException failed) {
            consumer.close();
            throw failed;
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Topic topic) {
        Collection<PartitionInfo> partitions = consumer.partitionsFor(name(topic));
        if (partitions == null || partitions.isEmpty()) {
            throw new DeskException("topic " + name(topic) + " does not exist; create it with 'medsentry setup'");
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(name(topic), partition.partition()))
                .toList();
    }

    public static DeskException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new DeskException("interrupted", interrupted);
    }
}
