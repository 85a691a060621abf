package org.medsentry.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.embedded.EmbeddedElasticsearch;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.local.deployment.TestingRecords.Sent;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;

/**
 * docker/compose.yaml from the first command to alerts, as processes against real Kafka and Elasticsearch: the same scripts,
 * jars, Flink settings and arguments. Then machines fail and an operator upgrades, and every alert is still exactly what its
 * records make of it.
 */
class DeploymentITCase {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int GROUPS = 20;

    /** Within which a killed task manager is usually back, so that deadlines end before, while and after it is. */
    private static final int SECONDS_TO_ESCALATE = 30;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final TestingRecords records = new TestingRecords();

    /** Ids of actions by the group of their alert. */
    private final Map<String, String> acknowledged = new TreeMap<>();

    private EmbeddedKafka kafka;
    private EmbeddedElasticsearch elasticsearch;
    private KafkaProducer<byte[], byte[]> producer;
    private ComposeFile compose;
    private ProcessCluster cluster;
    private DeployedTeams teams;
    private AlertIndex index;
    private List<String> jobNames;

    @BeforeEach
    void deploy() throws Exception {
        kafka = EmbeddedKafka.start();
        elasticsearch = EmbeddedElasticsearch.start();
        index = new AlertIndex(elasticsearch.url());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Path secrets = folder.resolve("secrets");
        SecretFilesTest.make(secrets);
        teams = new DeployedTeams();
        teams.writeChannels(secrets);
        DeployedTeams.escalateAfter(secrets, SECONDS_TO_ESCALATE);
        compose = ComposeFile.load(settings());
        Map<String, String> properties = compose.service("jobmanager").flinkProperties();
        // A standby in a test need not be patient.
        properties.replace("high-availability.zookeeper.client.session-timeout", "6s");
        cluster = new ProcessCluster(folder, properties);
        cluster.startZooKeeper();
        cluster.startJobManager();
        cluster.startTaskManager();
        cluster.run(command("setup"));
        cluster.awaitSlots(DeployedJob.of(compose).size());
        jobNames = DeployedJob.of(compose).stream().map(DeployedJob::name).toList();
    }

    private Map<String, String> settings() {
        Map<String, String> settings =
                new HashMap<>(EnvironmentFile.read(Repository.docker().resolve(".env")));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("KAFKA_TOPIC_PREFIX", "deployed.");
        settings.put("ELASTICSEARCH_HOSTS", elasticsearch.url());
        settings.put("PARALLELISM", "1");
        settings.put("TASK_MANAGER_MEMORY", "1536m");
        settings.put("CHECKPOINT_INTERVAL", "2s");
        return settings;
    }

    private List<String> command(String service) {
        return compose.service(service).command().stream()
                .map(word ->
                        word.replace("/run/secrets", folder.resolve("secrets").toString()))
                .toList();
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (teams != null) {
            teams.close();
        }
        if (producer != null) {
            producer.close();
        }
        if (elasticsearch != null) {
            elasticsearch.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    @Timeout(900)
    void keepsItsAlertsWhateverFails() throws Exception {
        submitAll();
        cluster.startDispatcher(command("dispatcher"));
        cluster.awaitRunning(jobNames);
        assertThat(cluster.run(command("purchases"))).contains("runs already");

        List<Sent> settled = records.wave("settled", GROUPS);
        send(settled);
        sendGarbage();
        Map<String, JsonNode> before = awaitAlerts();
        awaitDeadLetters(1);

        List<Sent> interrupted = records.wave("task-manager", GROUPS);
        send(interrupted.subList(0, interrupted.size() / 2));
        acknowledge(before.entrySet().stream().toList().subList(0, before.size() / 2));
        List<String> drills = List.of(drill("500111"), drill("500112"), drill("510703"));
        cluster.killTaskManager();
        cluster.killDispatcher();
        acknowledge(before.entrySet().stream().toList().subList(before.size() / 2, before.size()));
        send(interrupted.subList(interrupted.size() / 2, interrupted.size()));
        cluster.startTaskManager();
        cluster.startDispatcher(command("dispatcher"));
        cluster.awaitRunning(jobNames);
        Instant recovered = Instant.now();
        Map<String, JsonNode> after = awaitAlerts();
        for (String drill : drills) {
            awaitEscalation(drill, recovered);
        }
        cluster.killDispatcher();
        cluster.startDispatcher(command("dispatcher"));

        List<Sent> headless = records.wave("job-manager", GROUPS);
        send(headless.subList(0, headless.size() / 2));
        cluster.killJobManager();
        send(headless.subList(headless.size() / 2, headless.size()));
        cluster.startJobManager();
        cluster.awaitRunning(jobNames);
        after = assertGrownOnly(after);

        List<Sent> upgraded = records.wave("upgrade", GROUPS);
        send(upgraded.subList(0, upgraded.size() / 2));
        cluster.run(List.of("stop-jobs"));
        cluster.awaitRunning(List.of());
        send(upgraded.subList(upgraded.size() / 2, upgraded.size()));
        send(settled);
        assertThat(submitAll()).allMatch(output -> output.contains(" starts " + cluster.stateDirectory()));
        cluster.awaitRunning(jobNames);
        assertThat(cluster.restored()).hasSameSizeAs(jobNames).doesNotContainValue(0);
        assertGrownOnly(after);
        awaitDeadLetters(1);

        assertThat(signals()).isEqualTo(records.signals());
        await(() -> teams.received()
                .keySet()
                .equals(DeployedTeams.expected(triggers().values())));
        assertThat(teams.received().keySet())
                .as("every trigger at every unit, repeated only under its own key")
                .isEqualTo(DeployedTeams.expected(triggers().values()));
        assertThat(openingTriggers())
                .as("each alert that opened at level III or above was told of once")
                .isEqualTo(index.alerts(new TreeSet<>(records.signals().values())).values().stream()
                        .map(alert -> alert.path("alertId").asText())
                        .collect(Collectors.toMap(id -> id, id -> 1, Integer::sum, TreeMap::new)));
    }

    /** What people do while machines fail: each is on the document once. */
    private void acknowledge(List<Map.Entry<String, JsonNode>> alerts) {
        for (Map.Entry<String, JsonNode> alert : alerts) {
            AlertAction action = new AlertAction(
                    UUID.randomUUID().toString(),
                    ActionType.ACKNOWLEDGE,
                    alert.getValue().path("alertId").asText(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "officer",
                    ActorRole.DUTY_OFFICER,
                    Instant.now());
            // Whoever is not sure that it arrived sends it again.
            for (int time = 0; time < 2; time++) {
                producer.send(new ProducerRecord<>(
                        topic(Topic.ALERT_ACTIONS),
                        action.actionId().getBytes(StandardCharsets.UTF_8),
                        Documents.toJson(action)));
            }
            acknowledged.put(alert.getKey(), action.actionId());
        }
        producer.flush();
    }

    private List<String> submitAll() {
        return DeployedJob.of(compose).stream()
                .map(job -> cluster.run(command(job.service().name())))
                .toList();
    }

    /** Those of a group to one partition: the order of arrival decides which record completes a count, after a failure too. */
    private void send(List<Sent> records) {
        records.forEach(record -> producer.send(new ProducerRecord<>(
                topic(record.topic()),
                record.group().getBytes(StandardCharsets.UTF_8),
                record.json().getBytes(StandardCharsets.UTF_8))));
        producer.flush();
    }

    private void sendGarbage() {
        producer.send(new ProducerRecord<>(
                topic(Topic.PURCHASE_REGISTRATIONS), "{\"eventId\": ".getBytes(StandardCharsets.UTF_8)));
        producer.flush();
    }

    private static String topic(Topic topic) {
        return "deployed." + topic.id();
    }

    private Map<String, JsonNode> assertGrownOnly(Map<String, JsonNode> before) throws Exception {
        Map<String, JsonNode> after = awaitAlerts();
        assertThat(after).containsAllEntriesOf(before);
        return after;
    }

    /** Waits until the index holds one alert for each group, with each record of the group and a revision for each signal. */
    private Map<String, JsonNode> awaitAlerts() throws Exception {
        passTime();
        Map<String, Set<String>> expected = records.alerts();
        Set<String> rules = new TreeSet<>(records.signals().values());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Map<String, JsonNode> alerts = index.alerts(rules);
        while (!(AlertIndex.evidence(alerts).equals(expected) && actionsAreThere(alerts) && teamsAreTold(alerts))
                && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
            alerts = index.alerts(rules);
        }
        assertThat(AlertIndex.evidence(alerts)).isEqualTo(expected);
        assertThat(alerts).allSatisfy((group, alert) -> {
            List<String> actions = new ArrayList<>();
            alert.path("actions")
                    .forEach(action -> actions.add(action.path("actionId").asText()));
            assertThat(actions)
                    .isEqualTo(acknowledged.containsKey(group) ? List.of(acknowledged.get(group)) : List.of());
            assertThat(alert.path("status").asText()).isEqualTo(actions.isEmpty() ? "NEW" : "ACKNOWLEDGED");
            assertThat(deliveryStates(alert)).isNotEmpty().containsOnly("DELIVERED");
            assertThat(alert.path("revision").asLong())
                    .isEqualTo(records.signals(group)
                            + actions.size()
                            + alert.path("deliveries").size());
            assertThat(alert.path("signalCount").asLong()).isEqualTo(records.signals(group));
            assertThat(alert.path("evidenceCount").asInt())
                    .isEqualTo(expected.get(group).size());
        });
        return alerts;
    }

    private static List<String> deliveryStates(JsonNode alert) {
        List<String> states = new ArrayList<>();
        alert.path("deliveries")
                .forEach(delivery -> states.add(delivery.path("state").asText()));
        return states;
    }

    private static boolean teamsAreTold(Map<String, JsonNode> alerts) {
        return alerts.values().stream()
                .map(DeploymentITCase::deliveryStates)
                .allMatch(states -> !states.isEmpty() && states.stream().allMatch("DELIVERED"::equals));
    }

    private boolean actionsAreThere(Map<String, JsonNode> alerts) {
        return acknowledged.keySet().stream()
                .allMatch(group -> !alerts.get(group).path("actions").isEmpty());
    }

    /** Sequences are judged when stream time has passed them, in every partition. */
    private void passTime() {
        String topic = topic(Topic.ONLINE_SALES);
        byte[] tick = records.tick().getBytes(StandardCharsets.UTF_8);
        producer.partitionsFor(topic)
                .forEach(partition -> producer.send(new ProducerRecord<>(topic, partition.partition(), null, tick)));
        producer.flush();
    }

    private void awaitDeadLetters(long expected) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (index.deadLetters() < expected && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
        }
        assertThat(index.deadLetters()).isEqualTo(expected);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Until it holds, or the limit is over: whoever waits says what is missing. */
    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds() && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
        }
    }

    /** An exercise of the highest level, which nobody will acknowledge. */
    private String drill(String regionCode) {
        String output = cluster.run(List.of(
                "medsentry",
                "drill",
                "--level=I",
                "--region=" + regionCode,
                "--reason=deployment",
                "--bootstrap-servers=" + kafka.bootstrapServers(),
                "--topic-prefix=deployed."));
        Matcher alertId = Pattern.compile("drill ([0-9a-f-]{36})").matcher(output);
        assertThat(alertId.find()).as(output).isTrue();
        return alertId.group(1);
    }

    /** At the deadline that stood before machines failed, or as soon as they were back. */
    private void awaitEscalation(String alertId, Instant recovered) throws Exception {
        await(() -> index.alert(alertId).path("escalations").size() > 0);
        JsonNode escalation = index.alert(alertId).at("/escalations/0");
        Instant deadline =
                Instant.from(OffsetDateTime.parse(escalation.path("deadline").asText()));
        Instant at = Instant.from(OffsetDateTime.parse(escalation.path("at").asText()));
        Instant raisedAt = Instant.from(
                OffsetDateTime.parse(index.alert(alertId).path("raisedAt").asText()));
        assertThat(deadline).isEqualTo(raisedAt.plusSeconds(SECONDS_TO_ESCALATE));
        assertThat(at)
                .isAfterOrEqualTo(deadline)
                .isBefore((deadline.isAfter(recovered) ? deadline : recovered).plus(LIMIT));
    }

    private Map<String, Trigger> triggers() {
        Map<String, Trigger> byId = new TreeMap<>();
        readToEnd(Topic.TRIGGERS, Trigger.class, trigger -> byId.put(trigger.triggerId(), trigger));
        return byId;
    }

    /** How many different triggers said that an alert opened, by alert, of the rules in question. */
    private Map<String, Integer> openingTriggers() {
        Set<String> rules = new TreeSet<>(records.signals().values());
        return triggers().values().stream()
                .filter(trigger -> rules.contains(trigger.ruleId()) && trigger.cause() == TriggerCause.OPENED)
                .collect(Collectors.toMap(Trigger::alertId, trigger -> 1, Integer::sum, TreeMap::new));
    }

    /** The rule that fired for each record, by event id: a repeated signal has the id of the first. */
    private Map<String, String> signals() {
        Map<String, Signal> byId = new TreeMap<>();
        readToEnd(Topic.SIGNALS, Signal.class, signal -> byId.put(signal.signalId(), signal));
        Set<String> rules = new TreeSet<>(records.signals().values());
        return byId.values().stream()
                .filter(signal -> rules.contains(signal.ruleId()))
                .collect(Collectors.toMap(
                        signal -> signal.evidence()
                                .get(signal.evidence().size() - 1)
                                .eventId(),
                        Signal::ruleId,
                        (one, other) -> one + " twice",
                        TreeMap::new));
    }

    private <T> void readToEnd(Topic topic, Class<T> type, Consumer<T> documents) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic(topic)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    documents.accept(Documents.fromJson(record.value(), type));
                }
            }
        }
    }
}
