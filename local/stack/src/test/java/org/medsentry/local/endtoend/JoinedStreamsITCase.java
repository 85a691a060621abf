package org.medsentry.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.desk.TopicWriter;
import org.medsentry.local.stack.JobCluster;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackObserver;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.index.IndexNames;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Product;

/**
 * Rules that join the streams in the running system. Of every story one half comes before a restart and one half after it,
 * some in the wrong order: what is half known lies in checkpoints, and what is late is still joined.
 */
class JoinedStreamsITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(6));
    private static final Product PLAIN =
            product(product -> product.controlClass() == ControlClass.NONE && !product.prescriptionOnly());
    private static final Product EPHEDRINE =
            product(product -> product.controlClass() == ControlClass.EPHEDRINE_COMPOUND);
    private static final String CLONED = "81234567890123456701";
    private static final String TWICE = "81234567890123456702";

    @TempDir
    private Path directory;

    private LocalStack stack;

    @Test
    void findsWhatNoStreamShowsAlone() throws Exception {
        StackSettings settings =
                new StackSettings(directory, StackPorts.free(), 2, Map.of("checkpoint.interval", "1 s"));
        Map<String, Set<String>> alerts;
        Map<String, Set<String>> signals;
        try {
            stack = LocalStack.start(settings, StackDirectory.open(directory), line -> {});
            sendFirstHalves();
            drain();
            stack.close();

            stack = LocalStack.start(settings, StackDirectory.open(directory), line -> {});
            sendSecondHalves();
            drain();
            alerts = evidence(IndexNames.ALERTS);
            signals = evidence(IndexNames.SIGNALS);
            assertThat(stack.jobs().states()).hasSize(6).allMatch(JobCluster.JobState::isSound);
        } finally {
            if (stack != null) {
                stack.close();
            }
        }

        assertThat(alerts)
                .containsEntry("trace-cloned " + CLONED, Set.of("cloned-online", "cloned-shop"))
                .containsEntry("purchase-trace-duplicate " + TWICE, Set.of("twice-1", "twice-2"))
                .containsEntry("lot-hazard " + PLAIN.productCode() + "|L1", Set.of("sold", "death"))
                .containsEntry(
                        "diversion-ring 500111",
                        Set.of(
                                "hop-0-0", "hop-0-1", "hop-0-2", "hop-1-0", "hop-1-1", "hop-1-2", "hop-2-0", "hop-2-1",
                                "hop-2-2"));
        assertThat(signals)
                .as("what was concluded is kept as signals too")
                .containsEntry("diversion-ring 500111", alerts.get("diversion-ring 500111"));
    }

    private void sendFirstHalves() {
        try (TopicWriter writer = new TopicWriter(stack.kafka())) {
            send(writer, Topic.ONLINE_SALES, order("cloned-online", 2).put("traceCode", CLONED));
            send(writer, Topic.PURCHASE_REGISTRATIONS, purchase("twice-2", 2).put("traceCode", TWICE));
            send(writer, Topic.PURCHASE_REGISTRATIONS, purchase("sold", 3).put("lotNumber", "L1"));
            for (int buyer = 0; buyer < 3; buyer++) {
                send(writer, Topic.PURCHASE_REGISTRATIONS, hop(buyer, 0));
                send(writer, Topic.PURCHASE_REGISTRATIONS, hop(buyer, 1));
            }
            send(writer, Topic.PURCHASE_REGISTRATIONS, hop(0, 2));
            writer.flush();
        }
    }

    private void sendSecondHalves() {
        try (TopicWriter writer = new TopicWriter(stack.kafka())) {
            send(
                    writer,
                    Topic.PURCHASE_REGISTRATIONS,
                    purchase("cloned-shop", 1).put("traceCode", CLONED));
            send(writer, Topic.PURCHASE_REGISTRATIONS, purchase("twice-1", 1).put("traceCode", TWICE));
            send(writer, Topic.PURCHASE_REGISTRATIONS, purchase("twice-2", 2).put("traceCode", TWICE));
            send(writer, Topic.ADVERSE_REACTIONS, death("death", 1));
            send(writer, Topic.PURCHASE_REGISTRATIONS, hop(1, 2));
            send(writer, Topic.PURCHASE_REGISTRATIONS, hop(2, 2));
            writer.flush();
        }
    }

    private static void send(TopicWriter writer, Topic topic, ObjectNode record) {
        writer.send(topic, record.get("eventId").asText(), record.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode record(String eventId, int hour) {
        return JSON.createObjectNode()
                .put("eventId", eventId)
                .put("source", "test-network")
                .put("occurredAt", START.plus(Duration.ofHours(hour)).toString())
                .put("regionCode", "500111");
    }

    private static ObjectNode purchase(String eventId, int hour) {
        ObjectNode record = record(eventId, hour)
                .put("receiptId", "receipt-" + eventId)
                .put("pharmacyId", "pharmacy-" + eventId)
                .put("productCode", PLAIN.productCode())
                .put("quantity", 1)
                .put("channel", "COUNTER");
        record.putObject("buyer").put("token", "buyer-" + eventId);
        return record;
    }

    private static ObjectNode hop(int buyer, int shop) {
        ObjectNode record = purchase("hop-" + buyer + "-" + shop, 1 + shop).put("productCode", EPHEDRINE.productCode());
        record.putObject("buyer").put("token", "hopper-" + buyer);
        return record;
    }

    private static ObjectNode order(String eventId, int hour) {
        ObjectNode record = record(eventId, hour)
                .put("type", "ORDER")
                .put("platformId", "platform")
                .put("sellerId", "seller")
                .put("productCode", PLAIN.productCode())
                .put("productName", PLAIN.nameZh())
                .put("quantity", 1);
        record.putObject("buyer").put("token", "buyer-" + eventId);
        return record;
    }

    private static ObjectNode death(String eventId, int hour) {
        ObjectNode record = record(eventId, 0)
                .put("reportedAt", START.plus(Duration.ofHours(hour)).toString())
                .put("reporterType", "HOSPITAL");
        record.putArray("seriousness").add("DEATH");
        record.putArray("products")
                .addObject()
                .put("productCode", PLAIN.productCode())
                .put("lotNumber", "L1")
                .put("role", "SUSPECT");
        record.putArray("reactions").addObject().put("code", "10037844");
        return record;
    }

    private static Product product(Predicate<Product> wanted) {
        return DefaultCatalogue.rows(Topic.PRODUCTS).stream()
                .map(Product.class::cast)
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private void drain() {
        try (StackObserver observer = new StackObserver(stack)) {
            assertThat(observer.awaitDrained(LIMIT, () -> false)).isTrue();
        }
    }

    /** Event ids of the records that each alert or signal stands on, by rule and key. */
    private Map<String, Set<String>> evidence(String alias) {
        stack.index().refresh();
        Map<String, Set<String>> evidence = new TreeMap<>();
        for (JsonNode hit : stack.index().search(alias, "{\"size\": 1000}").at("/hits/hits")) {
            JsonNode document = hit.path("_source");
            Set<String> records = evidence.computeIfAbsent(
                    document.path("ruleId").asText() + " "
                            + document.at("/key/value").asText(),
                    key -> new TreeSet<>());
            document.path("evidence")
                    .forEach(item -> records.add(item.path("eventId").asText()));
        }
        return evidence;
    }
}
