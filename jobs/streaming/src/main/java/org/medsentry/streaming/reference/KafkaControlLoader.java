package org.medsentry.streaming.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.medsentry.schemas.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads control topics of a Kafka cluster from their beginning to the end offsets of the moment. */
public final class KafkaControlLoader implements ControlLoader {

    /** Without products nothing can be classified and without rules nothing can fire: these must not be empty. */
    private static final Set<Topic> NEVER_EMPTY = EnumSet.of(Topic.PRODUCTS, Topic.RULES);

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(KafkaControlLoader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Properties clientProperties;
    private final String topicPrefix;
    private final Duration patience;

    /** @param patience how long to wait for topics that are missing or, where that makes no sense, empty */
    public KafkaControlLoader(Properties clientProperties, String topicPrefix, Duration patience) {
        this.clientProperties = clientProperties;
        this.topicPrefix = topicPrefix;
        this.patience = patience;
    }

    @Override
    public void load(Set<Topic> topics, Consumer<ControlRecord> rows) throws InterruptedException {
        Map<String, Topic> byName = byName(topics);
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = awaitFilled(consumer, byName);
            readToEnd(consumer, partitions, byName, rows);
        }
    }

    @Override
    public AutoCloseable follow(Set<Topic> topics, NextOffset next, Listener listener) {
        Map<String, Topic> byName = byName(topics);
        KafkaConsumer<String, byte[]> consumer = consumer();
        List<TopicPartition> partitions = byName.keySet().stream()
                .flatMap(topic -> partitionsOf(consumer, topic).stream())
                .toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, next.of(partition.topic(), partition.partition())));
        return KafkaControlFollower.start(consumer, record -> row(record, byName), listener);
    }

    private Map<String, Topic> byName(Set<Topic> topics) {
        Map<String, Topic> byName = new HashMap<>();
        topics.forEach(topic -> byName.put(topicPrefix + topic.id(), topic));
        return byName;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Properties properties = new Properties();
        properties.putAll(clientProperties);
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> awaitFilled(KafkaConsumer<String, byte[]> consumer, Map<String, Topic> byName)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        String lastMissing = "";
        while (true) {
            List<TopicPartition> partitions = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            for (Map.Entry<String, Topic> topic : byName.entrySet()) {
                List<TopicPartition> ofTopic = partitionsOf(consumer, topic.getKey());
                if (ofTopic.isEmpty() || (NEVER_EMPTY.contains(topic.getValue()) && isEmpty(consumer, ofTopic))) {
                    missing.add(topic.getKey());
                }
                partitions.addAll(ofTopic);
            }
            if (missing.isEmpty()) {
                return partitions;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("topics " + missing + " are missing or empty after " + patience
                        + "; create and fill them with 'medsentry setup'");
            }
            if (!missing.toString().equals(lastMissing)) {
                lastMissing = missing.toString();
                LOG.info("waiting for topics {} to be created and filled", missing);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static List<TopicPartition> partitionsOf(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        return partitions == null
                ? List.of()
                : partitions.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
    }

    private static boolean isEmpty(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> end.getValue() <= begin.get(end.getKey()));
    }

    /** Goes by position, not by record: compaction may have taken the record before the end offset. */
    private static void readToEnd(
            KafkaConsumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Map<String, Topic> byName,
            Consumer<ControlRecord> rows) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                rows.accept(row(record, byName));
            }
        }
    }

    private static ControlRecord row(ConsumerRecord<String, byte[]> record, Map<String, Topic> byName) {
        return new ControlRecord(
                byName.get(record.topic()),
                record.topic(),
                record.key(),
                record.value(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()));
    }
}
