package org.medsentry.console.data;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;

/** How much comes to the topics of the streams, and how far the jobs are behind: by offsets, no record is read. */
final class TopicFigures implements AutoCloseable {

    private static final long LIMIT_SECONDS = 5;
    private static final Duration RATE_WINDOW = Duration.ofMinutes(1);

    private final KafkaCluster cluster;
    private final String groupPrefix;
    private final Clock clock;
    private Admin admin;

    /**
     * Figures of a topic.
     *
     * @param lastRecordAt null if it holds none
     * @param lag null if no job has ever committed
     */
    record Figures(Instant lastRecordAt, long recordsLastHour, double recordsPerSecond, Long lag) {}

    TopicFigures(KafkaCluster cluster, String groupPrefix, Clock clock) {
        this.cluster = cluster;
        this.groupPrefix = groupPrefix;
        this.clock = clock;
    }

    /** @throws ExecutionException if Kafka does not answer */
    synchronized Figures read(Stream stream) throws ExecutionException, TimeoutException, InterruptedException {
        if (admin == null) {
            admin = cluster.admin();
        }
        String name = cluster.name(Topic.of(stream.id()));
        List<TopicPartition> partitions = admin
                .describeTopics(List.of(name))
                .allTopicNames()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .get(name)
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
        Instant now = clock.instant();
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        long lastMinute = since(partitions, ends, now.minus(RATE_WINDOW));
        return new Figures(
                newest(partitions),
                since(partitions, ends, now.minus(Duration.ofHours(1))),
                Math.round(lastMinute * 100.0 / RATE_WINDOW.toSeconds()) / 100.0,
                lag(stream, ends));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        return admin.listOffsets(wanted).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private long since(List<TopicPartition> partitions, Map<TopicPartition, ListOffsetsResultInfo> ends, Instant begin)
            throws ExecutionException, TimeoutException, InterruptedException {
        long records = 0;
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> first : offsets(
                        partitions, OffsetSpec.forTimestamp(begin.toEpochMilli()))
                .entrySet()) {
            if (first.getValue().offset() >= 0) {
                records += ends.get(first.getKey()).offset() - first.getValue().offset();
            }
        }
        return records;
    }

    private Instant newest(List<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        long newest = offsets(partitions, OffsetSpec.maxTimestamp()).values().stream()
                .mapToLong(ListOffsetsResultInfo::timestamp)
                .max()
                .orElse(-1);
        return newest < 0 ? null : Instant.ofEpochMilli(newest);
    }

    private Long lag(Stream stream, Map<TopicPartition, ListOffsetsResultInfo> ends)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                        groupPrefix + "-" + stream.id())
                .partitionsToOffsetAndMetadata()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (committed.isEmpty()) {
            return null;
        }
        long lag = 0;
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
            OffsetAndMetadata offset = committed.get(end.getKey());
            lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
        }
        return Math.max(0, lag);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }
}
