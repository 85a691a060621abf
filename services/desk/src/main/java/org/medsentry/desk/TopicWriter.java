package org.medsentry.desk;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.medsentry.schemas.Topic;

/** Writes records to topics and tells the truth about what the broker has taken. */
public final class TopicWriter implements AutoCloseable {

    private final KafkaCluster cluster;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public TopicWriter(KafkaCluster cluster) {
        this.cluster = cluster;
        this.producer = cluster.producer();
    }

    /**
     * Hands a record to the producer.
     *
     * @param key null where the record has none
     * @throws DeskException if the broker refused an earlier one
     */
    public void send(Topic topic, String key, byte[] value) {
        throwFailure();
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(cluster.name(topic), keyBytes, value), (metadata, refused) -> {
            if (refused == null) {
                acknowledged.incrementAndGet();
            } else {
                failure.compareAndSet(null, refused);
            }
        });
    }

    /** Waits until the broker has answered for everything sent so far. */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        Exception refused = failure.get();
        if (refused != null) {
            throw new DeskException(
                    "Kafka refused a record after " + acknowledged.get() + " others: " + refused.getMessage(), refused);
        }
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
