package org.medsentry.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.desk.TopicWriter;
import org.medsentry.desk.TriggerBox;
import org.medsentry.dispatcher.receiver.ReceivedTrigger;
import org.medsentry.local.cli.CommandRun;
import org.medsentry.local.stack.AlertIndex;
import org.medsentry.local.stack.JobCluster;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackObserver;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.ActionEntry;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;
import org.medsentry.schemas.index.IndexNames;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Product;

/** The life of alerts in the running system: how a cluster climbs as one case, and who is told when. */
class AlertLifeITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(6));
    private static final String GROUP_EVENT = "adr-group-event";

    @TempDir
    private static Path directory;

    private static StackSettings settings;
    private static LocalStack stack;
    private static final List<ReceivedTrigger> RECEIVED = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        settings = new StackSettings(
                directory,
                StackPorts.free(),
                2,
                Map.of(
                        "checkpoint.interval",
                        "1 s",
                        "alert.escalate-after.ii",
                        "8 s",
                        "alert.escalate-after.i",
                        "4 s"));
        startStack();
    }

    private static void startStack() {
        stack = LocalStack.start(settings, StackDirectory.open(directory), line -> {});
        stack.dispatch().onReceived(RECEIVED::add);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** Thirty patients in each of two provinces, over several counties: 10, 20, 30 and 50 of them are the thresholds. */
    @Test
    void aClusterClimbsAtExactlyTheRecordsThatCrossAThresholdAndIsOneCase() throws Exception {
        Product product = products().get(0);
        List<String> counties = new ArrayList<>();
        for (int patient = 0; patient < 30; patient++) {
            counties.add(List.of("500111", "500112", "500113", "500101").get(patient % 4));
        }
        for (int patient = 0; patient < 30; patient++) {
            counties.add(List.of("510703", "510704", "510722", "510723").get(patient % 4));
        }
        // Signals of one key are put together for up to a second: whatever is sent in between has gone through before
        // the next.
        int sent = 0;
        for (int end : List.of(9, 10, 19, 20, 29, 30, 49, 50, 60)) {
            try (TopicWriter writer = new TopicWriter(stack.kafka())) {
                for (; sent < end; sent++) {
                    send(writer, report("climb-" + (sent + 1), sent, counties.get(sent), product, "UNLISTED"));
                }
                writer.flush();
            }
            drain();
        }

        assertThat(climbs(product))
                .as("levels of the case by the record that took it there")
                .containsExactly(
                        Map.entry("climb-20", Level.III),
                        Map.entry("climb-30", Level.II),
                        Map.entry("climb-50", Level.I));
        List<Alert> alerts = alerts(product);
        assertThat(alerts).extracting(Alert::caseKey).containsOnly("productCode=" + product.productCode());
        List<Alert> leading = alerts.stream()
                .filter(alert -> alert.ruleId().equals(GROUP_EVENT) && alert.inhibitedBy() == null)
                .toList();
        assertThat(leading).singleElement().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Level.I);
            assertThat(alert.key().value()).isEqualTo(product.productCode() + "|000000");
            assertThat(alert.evidenceCount()).isEqualTo(60);
        });
    }

    /** Ten unexpected cases in one county and two especially serious ones in its neighbour: each is level IV, both are III. */
    @Test
    void aClusterClimbsBySpreadAlone() throws Exception {
        Product product = products().get(1);
        try (TopicWriter writer = new TopicWriter(stack.kafka())) {
            for (int patient = 0; patient < 10; patient++) {
                send(writer, report("spread-" + (patient + 1), patient, "500111", product, "UNLISTED"));
            }
            for (int patient = 10; patient < 12; patient++) {
                ObjectNode report = report("spread-" + (patient + 1), patient, "500112", product, "LISTED");
                report.putArray("seriousness").add("LIFE_THREATENING");
                send(writer, report);
            }
            writer.flush();
        }
        drain();

        assertThat(climbs(product)).containsExactly(Map.entry("spread-12", Level.III));
    }

    /** From the signal of an exercise to its end: told, delivered, escalated because nobody answers, acknowledged, resolved. */
    @Test
    void anExerciseGoesAllTheWayAndSaysAtEachStepThatItIsOne() throws Exception {
        CommandRun drill = run("drill", "--level", "II", "--region", "500111", "--reason", "autumn exercise");
        assertThat(drill.exitCode()).as(drill.err()).isZero();
        String alertId = drill.out().split("[ ,]")[1];

        await(() -> RECEIVED.stream()
                .anyMatch(received -> received.trigger().alertId().equals(alertId)
                        && received.trigger().cause() == TriggerCause.ESCALATED));
        assertThat(RECEIVED)
                .filteredOn(received -> received.trigger().alertId().equals(alertId))
                .isNotEmpty()
                .allMatch(received -> received.trigger().drill())
                .allMatch(received -> received.repeated() == 0);
        await(() ->
                alert(alertId).deliveries().stream().anyMatch(delivery -> delivery.state() == DeliveryState.DELIVERED));
        Alert escalated = alert(alertId);
        assertThat(escalated.status()).isEqualTo(AlertStatus.ESCALATED);
        assertThat(escalated.drill()).isTrue();
        assertThat(Duration.between(
                        escalated.escalations().get(0).deadline(),
                        escalated.escalations().get(0).at()))
                .isLessThan(Duration.ofSeconds(30));

        CommandRun early = run("alerts", "resolve", alertId);
        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.err()).contains("rejected");
        assertThat(run("alerts", "acknowledge", alertId, "--comment", "on my way")
                        .out())
                .contains("accepted, revision");
        assertThat(run("alerts", "assign", alertId, "--to", "team-1").out()).contains("accepted");
        assertThat(run("alerts", "resolve", alertId, "--reason", "exercise over")
                        .out())
                .contains("accepted");
        await(() -> alert(alertId).status() == AlertStatus.RESOLVED);
        assertThat(alert(alertId).actions())
                .extracting(ActionEntry::action)
                .containsExactly(ActionType.ACKNOWLEDGE, ActionType.ASSIGN, ActionType.RESOLVE);
        assertThat(run("alerts", "comment", alertId, "--text", "too late").err())
                .contains("rejected");
        assertThat(run("alerts", "show", alertId).out())
                .contains("(drill, 演练)", "escalated", "on my way", "exercise over", "delivered");
        assertThat(run("alerts", "list").out()).doesNotContain(alertId);
        assertThat(run("triggers", "list", "--alert", alertId).out()).contains("drill, opened", "delivered");
        String triggerId = new TriggerBox(stack.kafka())
                .all().stream()
                        .map(TriggerBox.SentTrigger::trigger)
                        .filter(trigger -> trigger.alertId().equals(alertId))
                        .findFirst()
                        .orElseThrow()
                        .triggerId();
        assertThat(run("triggers", "resend", triggerId).out()).contains("resend 1");
        await(() -> RECEIVED.stream()
                .anyMatch(received -> received.trigger().triggerId().equals(triggerId)
                        && received.trigger().resend() == 1
                        && received.repeated() > 0));
    }

    /** What is silenced is recorded and tells nobody; when the silence is ended, it escalates. */
    @Test
    void aSilencedRuleTellsNobody() throws Exception {
        CommandRun silence =
                run("alerts", "silence", "drill", "--key", "500112|*", "--for", "1h", "--reason", "only this county");
        assertThat(silence.exitCode()).as(silence.err()).isZero();
        String silenceId = silence.out().strip().replaceFirst(".* ", "");
        String silenced =
                run("drill", "--region", "500112", "--reason", "silent").out().split("[ ,]")[1];
        String heard =
                run("drill", "--region", "500113", "--reason", "heard").out().split("[ ,]")[1];

        await(() -> RECEIVED.stream()
                .anyMatch(received -> received.trigger().alertId().equals(heard)));
        await(() -> alert(silenced) != null);
        assertThat(alert(silenced).silencedUntil()).isNotNull();
        assertThat(RECEIVED).noneMatch(received -> received.trigger().alertId().equals(silenced));

        assertThat(run("alerts", "unsilence", silenceId).out()).contains("accepted");
        await(() -> RECEIVED.stream()
                .anyMatch(received -> received.trigger().alertId().equals(silenced)));
        assertThat(run("alerts", "silence", "drill", "--for", "1h", "--reason", "x", "--role", "ANALYST")
                        .err())
                .contains("rejected");
    }

    /** Deadlines are kept over a restart, and what was acknowledged before it does not escalate after it. */
    @Test
    void aRestartLosesNoDeadline() throws Exception {
        String open =
                run("drill", "--region", "500101", "--reason", "restart").out().split("[ ,]")[1];
        String known =
                run("drill", "--region", "500102", "--reason", "restart").out().split("[ ,]")[1];
        assertThat(run("alerts", "acknowledge", known).out()).contains("accepted");
        Instant deadline = alert(open).escalateAt();
        stack.close();
        startStack();

        await(() -> alert(open).status() == AlertStatus.ESCALATED);
        assertThat(alert(open).escalations().get(0).deadline())
                .as("the one that was planned")
                .isEqualTo(deadline);
        assertThat(alert(known).status()).isEqualTo(AlertStatus.ACKNOWLEDGED);
        assertThat(alert(known).escalations()).isEmpty();
        assertThat(stack.jobs().states()).allMatch(JobCluster.JobState::isSound);
    }

    @Test
    void whatIsNoActionBecomesADeadLetterAndWhatNamesNoAlertIsAnswered() throws Exception {
        long before = stack.index().count(IndexNames.DEAD_LETTERS);
        try (TopicWriter writer = new TopicWriter(stack.kafka())) {
            writer.send(Topic.ALERT_ACTIONS, "bad", "{\"action\": \"SHOUT\"}".getBytes(StandardCharsets.UTF_8));
            writer.flush();
        }
        await(() -> {
            stack.index().refresh();
            return stack.index().count(IndexNames.DEAD_LETTERS) == before + 1;
        });
        CommandRun unknown = run("alerts", "acknowledge", "00000000-0000-3000-8000-000000000000");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("rejected, there is no such alert");
    }

    private static CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", directory.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static Alert alert(String alertId) {
        return new AlertIndex(stack.addresses().elasticsearch()).get(alertId).orElse(null);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant limit = Instant.now().plus(LIMIT);
        while (!condition.call()) {
            assertThat(Instant.now()).as("nothing came within %s", LIMIT).isBefore(limit);
            // Between two looks; the limit is above.
            Thread.sleep(100);
        }
    }

    /**
     * Of the triggers of a product's clusters, the record that decided each, in their order. The signals of one record for city,
     * province and nation come in any order, so a second trigger may tell those of a level whom the first did not, but nobody twice.
     */
    private static List<Map.Entry<String, Level>> climbs(Product product) {
        Map<Instant, String> eventAt = new TreeMap<>();
        stack.kafka().readToEnd(Topic.ADVERSE_REACTIONS, row -> {
            try {
                var report = JSON.readTree(row.value());
                eventAt.put(
                        Instant.parse(report.path("reportedAt").asText()),
                        report.path("eventId").asText());
            } catch (java.io.IOException malformed) {
                throw new AssertionError(malformed);
            }
        });
        List<Trigger> triggers = new TriggerBox(stack.kafka())
                .all().stream()
                        .map(TriggerBox.SentTrigger::trigger)
                        .filter(trigger -> trigger.ruleId().equals(GROUP_EVENT))
                        .filter(trigger -> trigger.cause() != TriggerCause.ESCALATED)
                        .filter(trigger -> trigger.key().value().startsWith(product.productCode() + "|"))
                        .toList();
        assertThat(triggers.stream()
                        .flatMap(trigger -> trigger.units().stream().map(unit -> trigger.level() + " " + unit.id())))
                .as("who was told of which level")
                .doesNotHaveDuplicates();
        return triggers.stream()
                .map(trigger -> Map.entry(eventAt.get(trigger.lastEventAt()), trigger.level()))
                .distinct()
                .toList();
    }

    private static List<Alert> alerts(Product product) {
        return new AlertIndex(stack.addresses().elasticsearch())
                .find(new AlertIndex.Query(List.of(), null, null, "productCode=" + product.productCode(), null, 1000));
    }

    private static List<Product> products() {
        return DefaultCatalogue.rows(Topic.PRODUCTS).stream()
                .map(Product.class::cast)
                .filter(product -> product.riskClasses().isEmpty())
                .toList();
    }

    private static ObjectNode report(
            String eventId, int minute, String regionCode, Product product, String expectedness) {
        Instant occurred = START.plus(Duration.ofMinutes(minute));
        ObjectNode report = JSON.createObjectNode()
                .put("eventId", eventId)
                .put("source", "test-network")
                .put("occurredAt", occurred.toString())
                .put("reportedAt", occurred.toString())
                .put("reporterType", "HOSPITAL")
                .put("expectedness", expectedness)
                .put("regionCode", regionCode);
        report.putObject("patient").put("token", "patient-" + eventId);
        report.putArray("seriousness");
        report.putArray("products")
                .addObject()
                .put("productCode", product.productCode())
                .put("role", "SUSPECT");
        report.putArray("reactions").addObject().put("code", "10037844").put("systemOrganClass", "10040785");
        return report;
    }

    private static void send(TopicWriter writer, ObjectNode report) {
        writer.send(
                Topic.ADVERSE_REACTIONS,
                report.at("/products/0/productCode").asText(),
                report.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void drain() {
        try (StackObserver observer = new StackObserver(stack)) {
            assertThat(observer.awaitDrained(LIMIT, () -> false)).isTrue();
        }
    }
}
