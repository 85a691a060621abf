package org.medsentry.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.RulePublisher;
import org.medsentry.desk.TopicKeys;
import org.medsentry.schemas.Topic;

/**
 * Brings a Kafka cluster into the shape that the jobs need: every topic with the settings that make it what it is, and the
 * default catalogue and rules where a topic holds none. Running it again changes nothing.
 */
public final class TopicSetup {

    private static final String DEAD_LETTER_RETENTION =
            Long.toString(Duration.ofDays(30).toMillis());
    private static final String ACCOUNT_RETENTION =
            Long.toString(Duration.ofDays(40).toMillis());
    private static final List<Topic> CATALOGUE =
            List.of(Topic.PRODUCTS, Topic.LICENCES, Topic.RECALLS, Topic.REGIONS, Topic.UNITS);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaCluster cluster;
    private final int partitions;
    private final Optional<Short> replicationFactor;

    /**
     * What was done.
     *
     * @param published rows by topic, only where the topic held none
     */
    public record Result(List<String> created, List<String> adjusted, Map<String, Integer> published) {}

    /**
     * @param partitions of the input and output topics; those that exist keep theirs
     * @param replicationFactor empty for the cluster's default
     */
    public TopicSetup(KafkaCluster cluster, int partitions, Optional<Short> replicationFactor) {
        this.cluster = cluster;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    public Result run() {
        cluster.requireReachable();
        try (Admin admin = cluster.admin()) {
            List<String> created = create(admin);
            List<String> adjusted = adjust(admin);
            Map<String, Integer> published = new LinkedHashMap<>();
            for (Topic topic : CATALOGUE) {
                if (isEmpty(admin, topic)) {
                    published.put(cluster.name(topic), publishRows(topic));
                }
            }
            if (isEmpty(admin, Topic.RULES)) {
                published.put(
                        cluster.name(Topic.RULES),
                        new RulePublisher(cluster).publishDefaults().size());
            }
            return new Result(created, adjusted, published);
        } catch (InterruptedException interrupted) {
            throw KafkaCluster.interrupted(interrupted);
        } catch (ExecutionException failed) {
            throw new StackException(
                    "Kafka refused the set-up: " + failed.getCause().getMessage(), failed);
        }
    }

    /** The settings that a topic must have to do its work. */
    static Map<String, String> settings(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        switch (topic.kind()) {
            // Reference data and rules are read from their beginning by every job that starts, forever.
            case REFERENCE -> settings.put("cleanup.policy", "compact");
            // Ingest judges a record's time against the time at which the broker took it. Output records bear event
            // time, by which retention would delete what tells of last year at once.
            case INPUT, OUTPUT -> settings.put("message.timestamp.type", "LogAppendTime");
        }
        if (topic == Topic.DEAD_LETTERS) {
            settings.put("max.message.bytes", Integer.toString(KafkaCluster.MAX_MESSAGE_BYTES));
            settings.put("retention.ms", DEAD_LETTER_RETENTION);
        } else if (topic == Topic.ALERT_ACTIONS || topic == Topic.DELIVERIES) {
            settings.put("cleanup.policy", "compact");
            settings.put("retention.ms", "-1");
        } else if (topic == Topic.GATEWAY_ACCOUNTS) {
            settings.put("cleanup.policy", "compact,delete");
            settings.put("retention.ms", ACCOUNT_RETENTION);
        }
        return settings;
    }

    private List<String> create(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = Arrays.stream(Topic.values())
                .filter(topic -> !existing.contains(cluster.name(topic)))
                .map(topic -> new NewTopic(
                                cluster.name(topic), Optional.of(ordered(topic) ? 1 : partitions), replicationFactor)
                        .configs(settings(topic)))
                .toList();
        admin.createTopics(missing).all().get();
        List<String> names = missing.stream().map(NewTopic::name).toList();
        awaitLeaders(admin, names);
        return names;
    }

    /** What people and reference data say is few, and taken in the order in which it was said. */
    private static boolean ordered(Topic topic) {
        return topic.kind() == Topic.Kind.REFERENCE || topic == Topic.ALERT_ACTIONS;
    }

    /** A topic is created before every broker knows of it. */
    private static void awaitLeaders(Admin admin, List<String> names) throws ExecutionException, InterruptedException {
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                Collection<TopicDescription> topics =
                        admin.describeTopics(names).allTopicNames().get().values();
                if (topics.stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition -> partition.leader() != null)) {
                    return;
                }
            } catch (ExecutionException notYet) {
                if (attempt == 49) {
                    throw notYet;
                }
            }
            Thread.sleep(100);
        }
    }

    private List<String> adjust(Admin admin) throws ExecutionException, InterruptedException {
        Map<ConfigResource, Topic> resources = new LinkedHashMap<>();
        for (Topic topic : Topic.values()) {
            resources.put(new ConfigResource(ConfigResource.Type.TOPIC, cluster.name(topic)), topic);
        }
        Map<ConfigResource, Config> present =
                admin.describeConfigs(resources.keySet()).all().get();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        List<String> adjusted = new ArrayList<>();
        resources.forEach((resource, topic) -> settings(topic).forEach((name, value) -> {
            // Retention is the operator's to change; the rest is what makes the topic work.
            if (!name.equals("retention.ms")
                    && !value.equals(present.get(resource).get(name).value())) {
                changes.computeIfAbsent(resource, key -> new ArrayList<>())
                        .add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
                adjusted.add(resource.name() + ": " + name + "=" + value);
            }
        }));
        if (!changes.isEmpty()) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
        return adjusted;
    }

    private boolean isEmpty(Admin admin, Topic topic) throws ExecutionException, InterruptedException {
        String name = cluster.name(topic);
        TopicDescription description =
                admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        description
                .partitions()
                .forEach(partition -> ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .allMatch(offset -> offset == 0);
    }

    private int publishRows(Topic topic) {
        int rows = 0;
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer();
                BufferedReader lines = defaultRows(topic)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = JSON.readTree(line);
                producer.send(new ProducerRecord<>(
                        cluster.name(topic),
                        TopicKeys.of(topic, row).getBytes(StandardCharsets.UTF_8),
                        line.getBytes(StandardCharsets.UTF_8)));
                rows++;
            }
            producer.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return rows;
    }

    private static BufferedReader defaultRows(Topic topic) {
        InputStream resource = Topic.class.getResourceAsStream("/reference/" + topic.id() + ".jsonl");
        return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
    }
}
