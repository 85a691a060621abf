package org.medsentry.dispatcher.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.medsentry.dispatcher.DispatcherException;
import org.medsentry.dispatcher.delivery.DeliveryMemory;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code deliveries} to its end, and on from there to its later ends. Used by one thread at a time. */
public final class DeliveryMemoryReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryMemoryReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** @throws DispatcherException if one of the dispatcher's topics does not exist */
    public DeliveryMemoryReader(KafkaSettings settings) {
        consumer = new KafkaConsumer<>(settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            for (Topic topic : List.of(Topic.TRIGGERS, Topic.ALERT_ACTIONS)) {
                partitionsOf(settings.name(topic));
            }
            partitions = partitionsOf(settings.name(Topic.DELIVERIES));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException failed) {
            consumer.close();
            throw failed;
        }
    }

    private List<TopicPartition> partitionsOf(String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new DispatcherException("topic " + topic + " does not exist; create it with 'medsentry setup'");
        }
        return known.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Adds what was written since the last time. */
    public void readOn(DeliveryMemory memory) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        // By position, not by record: compaction may have taken the record before the end.
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> add(record, memory));
        }
    }

    private static void add(ConsumerRecord<byte[], byte[]> record, DeliveryMemory memory) {
        if (record.value() == null) {
            memory.forget(new String(record.key(), StandardCharsets.UTF_8));
            return;
        }
        try {
            memory.remember(Documents.fromJson(record.value(), Delivery.class));
        } catch (IllegalArgumentException unreadable) {
            LOG.warn(
                    "skipped a record of {}-{} at {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
