package org.medsentry.dispatcher.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.medsentry.dispatcher.delivery.DeliveryDesk;
import org.medsentry.dispatcher.delivery.DeliveryMemory;
import org.medsentry.dispatcher.delivery.Place;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code triggers} and hands them to the desk. An offset is committed once every trigger before it is over for everybody, so whatever
 * is not over is read again after a restart, and the memory tells what of it is.
 */
public final class TriggerConsumer implements Runnable, AutoCloseable {

    /** Runs something on the loop and waits for it. */
    public interface Loop {
        <T> T call(Callable<T> step);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TriggerConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final DeliveryMemoryReader memoryReader;
    private final DeliveryMemory memory;
    private final DeliveryDesk desk;
    private final Loop loop;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final LongAdder read = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private volatile boolean ready;
    private volatile boolean stopped;
    private volatile Throwable failure;
    private volatile boolean abandon;

    public TriggerConsumer(
            KafkaSettings settings,
            DeliveryMemoryReader memoryReader,
            DeliveryMemory memory,
            DeliveryDesk desk,
            Loop loop) {
        this.consumer =
                new KafkaConsumer<>(settings.member(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = settings.name(Topic.TRIGGERS);
        this.memoryReader = memoryReader;
        this.memory = memory;
        this.desk = desk;
        this.loop = loop;
    }

    @Override
    public void run() {
        try {
            consumer.subscribe(List.of(topic), new Partitions());
            long lastCommit = System.nanoTime();
            while (!stopped) {
                step();
                if (System.nanoTime() - lastCommit > COMMIT_EVERY_NANOS) {
                    consumer.commitAsync(offsets(), TriggerConsumer::committed);
                    lastCommit = System.nanoTime();
                }
            }
        } catch (RuntimeException failed) {
            failure = failed;
            LOG.error("cannot go on reading {}", topic, failed);
        } finally {
            ready = false;
        }
    }

    private void step() {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (RetriableException later) {
            LOG.warn("cannot read {}: {}", topic, later.toString());
            return;
        }
        Map<Integer, Long> rewinds = loop.call(() -> {
            records.forEach(this::accept);
            return desk.takeRewinds();
        });
        rewinds.forEach((partition, offset) -> {
            TopicPartition place = new TopicPartition(topic, partition);
            if (consumer.assignment().contains(place)) {
                LOG.info("reads {} again from {}", place, offset);
                consumer.seek(place, offset);
            }
        });
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        Trigger trigger;
        try {
            trigger = TriggerReading.read(record.value());
        } catch (IllegalArgumentException unreadable) {
            rejected.increment();
            LOG.error(
                    "no trigger at {}-{} offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable.getMessage());
            return;
        }
        read.increment();
        desk.accept(trigger, new Place(record.partition(), record.offset()));
    }

    /** How far each partition is dealt with, where that has changed. */
    private Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        return loop.call(() -> {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            positions.forEach((partition, position) -> {
                long offset = desk.committable(partition.partition(), position);
                if (!Long.valueOf(offset).equals(committed.put(partition, offset))) {
                    offsets.put(partition, new OffsetAndMetadata(offset));
                }
            });
            return offsets;
        });
    }

    private static void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failed) {
        if (failed != null) {
            LOG.warn("offsets not committed: {}", failed.toString());
        }
    }

    private void commitNow() {
        committed.clear();
        try {
            consumer.commitSync(offsets(), Duration.ofSeconds(3));
        } catch (KafkaException failed) {
            // What is not committed is read again, and is known to be over.
            if (!(failed instanceof RebalanceInProgressException)) {
                LOG.warn("offsets not committed: {}", failed.toString());
            }
        }
    }

    private final class Partitions implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // What another process did with them meanwhile.
            loop.call(() -> {
                memoryReader.readOn(memory);
                return null;
            });
            partitions.forEach(committed::remove);
            ready = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!abandon) {
                commitNow();
            }
            handBack(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            handBack(partitions);
        }

        private void handBack(Collection<TopicPartition> partitions) {
            Set<Integer> numbers =
                    partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
            loop.call(() -> {
                desk.handBack(numbers);
                return null;
            });
        }
    }

    /** Whether it has partitions, or has been told that there are none for it. */
    public boolean isReady() {
        return ready;
    }

    /** Why it ended by itself, or null. */
    public Throwable failure() {
        return failure;
    }

    public long read() {
        return read.sum();
    }

    /** Records that were no triggers. */
    public long rejected() {
        return rejected.sum();
    }

    /** Makes {@link #run} end, within a poll. */
    public void stop() {
        stopped = true;
    }

    /** Commits a last time. Only after {@link #run} has ended. */
    @Override
    public void close() {
        if (failure == null) {
            commitNow();
        }
        abandon = true;
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(3)));
        memoryReader.close();
    }
}
