package org.medsentry.desk;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What comes to a topic, from the moment this was made or from the topic's beginning. */
public final class TopicTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicTail(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static TopicTail fromEnd(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy; what comes after this line is seen.
        partitions.forEach(consumer::position);
        return new TopicTail(consumer);
    }

    static TopicTail fromBeginning(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new TopicTail(consumer);
    }

    /** Waits a moment for records. */
    public void poll(Consumer<ConsumerRecord<byte[], byte[]>> records) {
        consumer.poll(POLL).forEach(records);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
