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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.local.stack.AlertIndex;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackObserver;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import org.medsentry.local.stack.TopicWriter;
import org.medsentry.local.stack.TriggerBox;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;
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

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        StackSettings settings =
                new StackSettings(directory, StackPorts.free(), 2, Map.of("checkpoint.interval", "1 s"));
        stack = LocalStack.start(settings, StackDirectory.open(directory), line -> {});
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
        try (TopicWriter writer = new TopicWriter(stack.kafka())) {
            for (int patient = 0; patient < counties.size(); patient++) {
                send(writer, report("climb-" + (patient + 1), patient, counties.get(patient), product, "UNLISTED"));
            }
            writer.flush();
        }
        drain();

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

    /** Of the triggers of a product's clusters, the record that decided each, in their order. */
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
        return new TriggerBox(stack.kafka())
                .all().stream()
                        .map(TriggerBox.SentTrigger::trigger)
                        .filter(trigger -> trigger.ruleId().equals(GROUP_EVENT))
                        .filter(trigger -> trigger.key().value().startsWith(product.productCode() + "|"))
                        .map(trigger -> Map.entry(eventAt.get(trigger.lastEventAt()), trigger.level()))
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
