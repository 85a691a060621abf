package org.medsentry.gateway.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.GatewayAccount;
import org.medsentry.schemas.document.LateRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ledger from Kafka, every few seconds and once more for every question, so that an answer holds everything that any gateway had
 * answered before the question. Thread-safe.
 */
final class LedgerReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);
    private static final List<Topic> TOPICS = List.of(Topic.GATEWAY_ACCOUNTS, Topic.DEAD_LETTERS, Topic.LATE_RECORDS);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    /** What a question does with a day while nobody else changes it. */
    interface Question<T> {
        T of(DayLedger day);
    }

    /** The ledger cannot be read now. */
    static final class AwayException extends Exception {
        private static final long serialVersionUID = 1L;

        AwayException(String message) {
            super(message, null, false, false);
        }
    }

    private final InstantSource clock;
    private final Ledger ledger;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Topic> topics = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledExecutorService thread;
    private List<TopicPartition> partitions = List.of();

    LedgerReader(KafkaSettings settings, ZoneId zone, InstantSource clock) {
        this.clock = clock;
        ledger = new Ledger(zone);
        consumer = new KafkaConsumer<>(settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TOPICS.forEach(topic -> topics.put(settings.name(topic), topic));
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread result = new Thread(task, "medsentry-gateway-ledger");
            result.setDaemon(true);
            return result;
        });
        thread.scheduleWithFixedDelay(this::lookAhead, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @throws AwayException if Kafka does not answer within the patience, or the reading takes longer */
    <T> T ask(LocalDate day, String source, Duration patience, Question<T> question)
            throws AwayException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AwayException("the accounts are being read");
        }
        try {
            readOn(deadline);
            return question.of(ledger.of(day, source));
        } finally {
            lock.unlock();
        }
    }

    private void lookAhead() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            readOn(System.nanoTime() + INTERVAL.toNanos());
        } catch (AwayException later) {
            LOG.debug("the ledger is not read to its end: {}", later.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void readOn(long deadline) throws AwayException {
        try {
            assign();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            // By position, not by record: compaction may have taken the record before the end.
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new AwayException("the accounts are being read");
                }
                consumer.poll(POLL).forEach(this::add);
            }
        } catch (KafkaException away) {
            throw new AwayException("Kafka is away");
        }
    }

    /** All partitions of all topics that exist, from the first day that counts on. */
    private void assign() throws AwayException {
        if (!partitions.isEmpty()) {
            return;
        }
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : topics.keySet()) {
            List<PartitionInfo> known = consumer.partitionsFor(topic);
            if (known == null || known.isEmpty()) {
                throw new AwayException("topic " + topic + " does not exist; create it with 'medsentry setup'");
            }
            known.forEach(partition -> found.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(found);
        long from = clock.instant().minus(Duration.ofDays(Ledger.DAYS + 1)).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        found.forEach(partition -> times.put(partition, from));
        // The ends first: what is written in between must not be taken for something older.
        Map<TopicPartition, Long> ends = consumer.endOffsets(found);
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        for (TopicPartition partition : found) {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
        }
        partitions = found;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            Topic topic = topics.get(record.topic());
            if (topic == Topic.GATEWAY_ACCOUNTS) {
                ledger.add(Documents.fromJson(record.value(), GatewayAccount.class));
            } else if (topic == Topic.DEAD_LETTERS) {
                ledger.add(Documents.fromJson(record.value(), DeadLetter.class));
            } else {
                ledger.add(
                        Documents.fromJson(record.value(), LateRecord.class), Instant.ofEpochMilli(record.timestamp()));
            }
        } catch (RuntimeException unreadable) {
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
        thread.shutdownNow();
        consumer.wakeup();
        lock.lock();
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        } finally {
            lock.unlock();
        }
    }
}
