package org.medsentry.local.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Topic;

/**
 * Sends one record after the other while a rule is changed, and knows when the broker had each: by the log-append time, which
 * is of the same clock as that of the publication.
 */
final class RuleChangeUnderLoad {

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** One partition, so that records are judged in the order in which they were sent. */
    private static final byte[] KEY = "one partition".getBytes(StandardCharsets.UTF_8);

    /** Append time in milliseconds of every record, by event id, in the order sent. */
    private final Map<String, Long> appendedAt = new TreeMap<>();

    private long publishedAt;

    private RuleChangeUnderLoad() {}

    /**
     * @param record makes the JSON of an event id; ids are numbered so that their order is that of sending
     * @param publication publishes the change; called once records flow
     */
    static RuleChangeUnderLoad run(
            KafkaCluster kafka,
            Topic topic,
            Function<String, String> record,
            Runnable publication,
            Duration before,
            Duration after) {
        RuleChangeUnderLoad change = new RuleChangeUnderLoad();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<List<Sent>> sending = CompletableFuture.supplyAsync(() -> send(kafka, topic, record, enough));
        LockSupport.parkNanos(before.toNanos());
        publication.run();
        change.publishedAt = System.currentTimeMillis();
        LockSupport.parkNanos(after.toNanos());
        enough.set(true);
        sending.join()
                .forEach(sent ->
                        change.appendedAt.put(sent.eventId(), sent.appendedAt().join()));
        return change;
    }

    private record Sent(String eventId, CompletableFuture<Long> appendedAt) {}

    private static List<Sent> send(
            KafkaCluster kafka, Topic topic, Function<String, String> record, AtomicBoolean enough) {
        List<Sent> all = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
            while (!enough.get()) {
                String eventId = "CHANGE-%06d".formatted(all.size());
                CompletableFuture<Long> appended = new CompletableFuture<>();
                producer.send(
                        new ProducerRecord<>(
                                kafka.name(topic), KEY, record.apply(eventId).getBytes(StandardCharsets.UTF_8)),
                        (metadata, failure) -> {
                            if (failure == null) {
                                appended.complete(metadata.timestamp());
                            } else {
                                appended.completeExceptionally(failure);
                            }
                        });
                all.add(new Sent(eventId, appended));
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return all;
    }

    List<String> all() {
        return List.copyOf(appendedAt.keySet());
    }

    /** Those that the broker had at least so long after the publication was acknowledged. */
    List<String> since(Duration afterPublication) {
        long from = publishedAt + afterPublication.toMillis();
        return appendedAt.entrySet().stream()
                .filter(sent -> sent.getValue() >= from)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Milliseconds from the acknowledged publication to the record. */
    long delayMillis(String eventId) {
        return appendedAt.get(eventId) - publishedAt;
    }
}
