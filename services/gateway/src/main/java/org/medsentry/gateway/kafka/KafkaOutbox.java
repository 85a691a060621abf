package org.medsentry.gateway.kafka;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.medsentry.gateway.reception.Outbox;
import org.medsentry.schemas.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the input topics with one idempotent producer. Thread-safe. */
public final class KafkaOutbox implements Outbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaOutbox.class);
    private static final long COMPLAINT_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Stream, String> topics = new EnumMap<>(Stream.class);
    private final long congestedBytes;
    private final AtomicLong pendingBytes = new AtomicLong();
    private final AtomicLong lastComplaint = new AtomicLong(System.nanoTime() - COMPLAINT_INTERVAL_NANOS);

    public KafkaOutbox(KafkaSettings settings) {
        producer = new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
        for (Stream stream : Stream.values()) {
            topics.put(stream, settings.name(stream));
        }
        // Short of the full buffer, where senders under way wait as well.
        congestedBytes = settings.bufferBytes() / 4 * 3;
    }

    @Override
    public void send(Stream stream, byte[] key, byte[] value, Settled settled) {
        pendingBytes.addAndGet(value.length);
        try {
            producer.send(new ProducerRecord<>(topics.get(stream), key, value), (metadata, failure) -> {
                pendingBytes.addAndGet(-value.length);
                if (failure != null) {
                    complain(failure);
                }
                settled.settled(failure == null);
            });
        } catch (RuntimeException refused) {
            // Thrown only where the call-back is not called: the producer is closed, or the thread is interrupted.
            pendingBytes.addAndGet(-value.length);
            complain(refused);
            settled.settled(false);
        }
    }

    /** One for many: when Kafka is away every record fails. */
    private void complain(Exception failure) {
        long now = System.nanoTime();
        long last = lastComplaint.get();
        if (now - last >= COMPLAINT_INTERVAL_NANOS && lastComplaint.compareAndSet(last, now)) {
            LOG.warn("Kafka does not take records: {}", failure.getMessage());
        }
    }

    @Override
    public boolean isCongested() {
        return pendingBytes.get() > congestedBytes;
    }

    /** Bytes that Kafka has not acknowledged yet. */
    public long pendingBytes() {
        return pendingBytes.get();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
