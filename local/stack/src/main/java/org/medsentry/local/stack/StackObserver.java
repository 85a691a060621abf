package org.medsentry.local.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.streaming.JobOptions;

/** Watches a running stack: how much has come, what became of it, and whether anything is still on its way. */
public final class StackObserver implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Map<Stream, LocalJob> JOBS = Map.of(
            Stream.PURCHASE_REGISTRATIONS, LocalJob.PURCHASES,
            Stream.ADVERSE_REACTIONS, LocalJob.REACTIONS,
            Stream.ONLINE_SALES, LocalJob.ONLINE_SALES);

    private final KafkaCluster cluster;
    private final JobCluster jobs;
    private final Admin admin;
    private final Map<Topic, List<TopicPartition>> partitions = new EnumMap<>(Topic.class);

    public StackObserver(LocalStack stack) {
        cluster = stack.kafka();
        jobs = stack.jobs();
        admin = cluster.admin();
    }

    public StackSnapshot snapshot() {
        Map<Stream, StreamCounts> streams = new EnumMap<>(Stream.class);
        long signals = 0;
        for (Stream stream : Stream.values()) {
            String job = JOBS.get(stream).jobName();
            long received = ends(Topic.of(stream.id())).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            streams.put(
                    stream,
                    new StreamCounts(
                            received,
                            MetricBoard.total(job, "records"),
                            MetricBoard.total(job, "deadLetters"),
                            MetricBoard.total(job, "lateRecords")));
            signals += MetricBoard.total(job, "signals");
        }
        signals += MetricBoard.total(LocalJob.TRACE.jobName(), "signals");
        String warning = LocalJob.EARLY_WARNING.jobName();
        return new StackSnapshot(
                streams,
                signals + MetricBoard.total(warning, "signals"),
                MetricBoard.total(warning, "alertsOpened"),
                MetricBoard.total(warning, "alertsRevised"));
    }

    /**
     * Waits until all that lies on the topics has gone through to its index. A job commits offsets with a checkpoint, and a
     * checkpoint waits for what its sinks have in flight: so what is committed is written.
     *
     * @param stop ends the waiting early
     * @return false if the limit came first, or the waiting was stopped
     */
    public boolean awaitDrained(Duration limit, BooleanSupplier stop) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline && !stop.getAsBoolean()) {
            if (isDrained()) {
                return true;
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException interrupted) {
                throw KafkaCluster.interrupted(interrupted);
            }
        }
        return false;
    }

    /**
     * Inputs first: once nothing waits there, nothing more comes to the topics behind them. What early warning writes to
     * signals comes back to it and makes no further ones.
     */
    private boolean isDrained() {
        for (Stream stream : Stream.values()) {
            if (isBehind(Topic.of(stream.id()), stream.id())) {
                return false;
            }
        }
        return !isBehind(Topic.SIGHTINGS, "trace-sightings")
                && !isBehind(Topic.SIGNALS, "trace-signals")
                && !isBehind(Topic.SIGNALS, "early-warning-signals")
                && !isBehind(Topic.ALERTS, "index-alerts")
                && !isBehind(Topic.SIGNALS, "index-signals")
                && !isBehind(Topic.DEAD_LETTERS, "index-dead-letters");
    }

    private boolean isBehind(Topic topic, String group) {
        String groupId = JobOptions.KAFKA_GROUP_PREFIX.defaultValue() + "-" + group;
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(groupId)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends(topic).entrySet().stream().anyMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return end.getValue() > (offset == null ? 0 : offset.offset());
            });
        } catch (InterruptedException interrupted) {
            throw KafkaCluster.interrupted(interrupted);
        } catch (ExecutionException failed) {
            throw new StackException("Kafka does not say how far " + groupId + " is: " + failed.getCause(), failed);
        }
    }

    private Map<TopicPartition, Long> ends(Topic topic) {
        try {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            for (TopicPartition partition : partitionsOf(topic)) {
                wanted.put(partition, OffsetSpec.latest());
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    admin.listOffsets(wanted).all().get().entrySet()) {
                ends.put(end.getKey(), end.getValue().offset());
            }
            return ends;
        } catch (InterruptedException interrupted) {
            throw KafkaCluster.interrupted(interrupted);
        } catch (ExecutionException failed) {
            throw new StackException("Kafka does not say what " + topic.id() + " holds: " + failed.getCause(), failed);
        }
    }

    private List<TopicPartition> partitionsOf(Topic topic) throws ExecutionException, InterruptedException {
        List<TopicPartition> known = partitions.get(topic);
        if (known == null) {
            String name = cluster.name(topic);
            known = new ArrayList<>();
            for (var partition : admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get()
                    .get(name)
                    .partitions()) {
                known.add(new TopicPartition(name, partition.partition()));
            }
            partitions.put(topic, known);
        }
        return known;
    }

    /** How every job fares. */
    public List<JobCluster.JobState> jobs() {
        return jobs.states();
    }

    @Override
    public void close() {
        admin.close();
    }
}
