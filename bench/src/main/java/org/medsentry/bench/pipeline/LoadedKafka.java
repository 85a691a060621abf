package org.medsentry.bench.pipeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.RulePublisher;
import org.medsentry.local.stack.TopicSetup;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.reference.ControlRecord;

/** The broker with topics as {@code setup} makes them, the default catalogue and rules, and the load. */
final class LoadedKafka {

    private static final List<Topic> JOB_OUTPUT =
            List.of(Topic.SIGNALS, Topic.DEAD_LETTERS, Topic.LATE_RECORDS, Topic.SIGHTINGS);

    private final String bootstrapServers;
    private final int partitions;
    private final KafkaCluster cluster;
    private int runs;

    LoadedKafka(String bootstrapServers, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.cluster = new KafkaCluster(bootstrapServers, "", Map.of());
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Writes reference data, rules and the load; gives what has to be found in it. */
    DirectJudgement fill(SimulatedPurchases load, Path keyFile) {
        new TopicSetup(cluster, partitions, Optional.empty()).run();
        DirectJudgement expected = new DirectJudgement(keyFile);
        for (Topic topic : Topic.values()) {
            if (topic.kind() == Topic.Kind.REFERENCE && topic != Topic.RULES) {
                cluster.readToEnd(
                        topic,
                        row -> expected.obey(new ControlRecord(
                                topic,
                                row.topic(),
                                new String(row.key(), StandardCharsets.UTF_8),
                                row.value(),
                                row.partition(),
                                row.offset(),
                                Instant.ofEpochMilli(row.timestamp()))));
            }
        }
        new RulePublisher(cluster).newest().forEach(expected::obey);
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            load.generate(sale -> {
                expected.judge(sale.value());
                producer.send(
                        new ProducerRecord<>(
                                cluster.name(Topic.PURCHASE_REGISTRATIONS),
                                sale.key() == null ? null : sale.key().getBytes(StandardCharsets.UTF_8),
                                sale.value()),
                        (where, exception) -> {
                            if (exception != null) {
                                failure.set(exception);
                            }
                        });
            });
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the load could not be written", failure.get());
        }
        return expected;
    }

    /** Makes fresh topics for one run; what it writes must not be mistaken for what another wrote. */
    String createOutput() {
        String prefix = "run-" + ++runs + "-";
        try (Admin admin = cluster.admin()) {
            admin.createTopics(JOB_OUTPUT.stream()
                            .map(topic -> new NewTopic(prefix + topic.id(), Optional.of(partitions), Optional.empty())
                                    .configs(Map.of("message.timestamp.type", "LogAppendTime")))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException("cannot create the topics of a run", failed);
        }
        return prefix;
    }

    /** How many signals of each rule a run has written. */
    Map<String, Long> signalsByRule(String prefix) {
        Map<String, Long> byRule = new HashMap<>();
        new KafkaCluster(bootstrapServers(), prefix, Map.of())
                .readToEnd(
                        Topic.SIGNALS,
                        row -> byRule.merge(
                                Documents.fromJson(row.value(), Signal.class).ruleId(), 1L, Long::sum));
        return byRule;
    }

    /** How many records a run has written to a topic. */
    long count(String prefix, Topic topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        Stream.iterate(0, partition -> partition + 1)
                .limit(partitions)
                .forEach(
                        partition -> ends.put(new TopicPartition(prefix + topic.id(), partition), OffsetSpec.latest()));
        try (Admin admin = cluster.admin()) {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException("cannot count " + topic.id(), failed);
        }
    }
}
