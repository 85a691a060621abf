package org.medsentry.streaming.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.medsentry.rules.RuleExample;
import org.medsentry.rules.RuleStream;

/**
 * Fills in what the events of an example leave out: an author writes only what matters to the rule. What is said to be
 * missing stays missing.
 */
final class ExampleRecords {

    /** A product that no catalogue holds, for events that name none. */
    static final String PLAIN_PRODUCT = "86999999999999";

    static final String SOURCE = "examples";
    private static final String COUNTY = "500111";
    private static final long PRODUCT_NUMBERS = 1_000_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RuleStream stream;

    ExampleRecords(RuleStream stream) {
        this.stream = stream;
    }

    /** @param number of the event in its example, from 1 */
    ObjectNode record(RuleExample.Event event, int number) {
        Filler record = new Filler(object(event.fields()));
        record.fill("eventId", "e" + number).fill("source", SOURCE);
        String product = event.product() == null ? PLAIN_PRODUCT : productCode(event.product());
        switch (stream) {
            case PURCHASE_REGISTRATIONS -> purchase(record, event.at(), number, product);
            case ADVERSE_REACTIONS -> report(record, event.at(), product);
            case ONLINE_SALES -> onlineSale(record, event, product);
            case SIGHTINGS -> sighting(record, event.at(), number);
            case SIGNALS -> throw new IllegalArgumentException("a signal is no record");
        }
        return record.done();
    }

    private static void purchase(Filler record, Instant at, int number, String product) {
        record.fill("occurredAt", at.toString())
                .fill("receiptId", "R" + number)
                .fill("pharmacyId", "P1")
                .fill("regionCode", COUNTY)
                .fill("productCode", product)
                .fill("quantity", 1)
                .fill("channel", "COUNTER");
        record.inner("buyer").fill("token", "T1");
    }

    private static void report(Filler record, Instant at, String product) {
        record.fill("reportedAt", at.toString())
                .fill("occurredAt", at.minus(Duration.ofDays(1)).toString())
                .fill("version", 1)
                .fill("reporterType", "HOSPITAL")
                .fill("reporterId", "H1")
                .fill("regionCode", COUNTY)
                .fill("expectedness", "UNKNOWN");
        for (Filler one : record.list("products")) {
            one.fill("productCode", product).fill("role", "SUSPECT");
        }
        for (Filler one : record.list("reactions")) {
            one.fill("code", "10037844").fill("term", "Rash").fill("systemOrganClass", "10040785");
        }
    }

    private static void onlineSale(Filler record, RuleExample.Event event, String product) {
        record.fill("occurredAt", event.at().toString())
                .fill("type", "ORDER")
                .fill("platformId", "PL1")
                .fill("sellerId", "S1")
                .fill("sellerRegionCode", COUNTY)
                .fill("productCode", product)
                .fill("productName", "示例药品");
        if (event.licence() != null) {
            record.fill(
                    "sellerLicence",
                    event.licence().getOrDefault("licenceNumber", "L1").toString());
        }
        if (record.text("type").equals("ORDER")) {
            record.fill("quantity", 1).inner("buyer").fill("token", "T1");
        }
    }

    private static void sighting(Filler record, Instant at, int number) {
        boolean online = record.has("platformId") || record.has("sellerId");
        record.fill("stream", (online ? RuleStream.ONLINE_SALES : RuleStream.PURCHASE_REGISTRATIONS).id())
                .fill("occurredAt", at.toString())
                .fill("productCode", PLAIN_PRODUCT)
                .fill("regionCode", COUNTY);
        if (record.text("stream").equals(RuleStream.ONLINE_SALES.id())) {
            record.fill("platformId", "PL1").fill("sellerId", "S1");
        } else {
            record.fill("pharmacyId", "P1").fill("receiptId", "R" + number);
        }
    }

    /** A signal of another rule, as it lies on its topic; the region is for the catalogue to complete. */
    ObjectNode signal(RuleExample.Event event, int number) {
        String at = event.at().toString();
        Filler signal = new Filler(object(event.signal()));
        signal.fill("signalId", "signal-" + number)
                .fill("ruleVersion", 1)
                .fill("stream", RuleStream.PURCHASE_REGISTRATIONS.id())
                .fill("level", "IV")
                .fill("topic", "PURCHASE")
                .fill("firstEventAt", at)
                .fill("lastEventAt", at)
                .fill("detectedAt", at)
                .fill("raisesAlert", true);
        signal.inner("key").fill("type", "buyer").fill("value", "T1");
        signal.inner("region").fill("code", COUNTY);
        signal.inner("subject");
        signal.inner("title").fill("zh", "示例").fill("en", "An example");
        signal.inner("explanation").fill("zh", "示例。").fill("en", "An example.");
        for (Filler evidence : signal.list("evidence")) {
            evidence.fill("stream", signal.text("stream"))
                    .fill("source", SOURCE)
                    .fill("eventId", "e" + number)
                    .fill("occurredAt", at);
        }
        return signal.done();
    }

    /** @param record the complete record, which says whose product it is */
    ObjectNode product(RuleExample.Event event, ObjectNode record) {
        return new Filler(object(event.product()))
                .fill("productCode", productOf(record, event))
                .fill("nameZh", "示例药品")
                .done();
    }

    ObjectNode recall(RuleExample.Event event, ObjectNode record) {
        Filler recall = new Filler(object(event.recall()));
        recall.fill("productCode", productOf(record, event))
                .fill("class", 2)
                .fill(
                        "effectiveAt",
                        RuleExample.START.minus(Duration.ofDays(365)).toString())
                .fill("status", "ACTIVE");
        if (!recall.has("lotNumbers") && record.hasNonNull("lotNumber")) {
            recall.node().putArray("lotNumbers").add(record.get("lotNumber").asText());
        }
        return recall.fill("recallId", "RC-" + recall.text("productCode")).done();
    }

    ObjectNode licence(RuleExample.Event event, ObjectNode record) {
        Filler licence = new Filler(object(event.licence()));
        licence.fill("licenceNumber", record.path("sellerLicence").asText("L1"))
                .fill("validFrom", RuleExample.START.minus(Duration.ofDays(365)).toString())
                .fill("validTo", RuleExample.START.plus(Duration.ofDays(3650)).toString())
                .fill("status", "ACTIVE");
        if (!licence.has("sellerIds")) {
            licence.node().putArray("sellerIds").add(record.path("sellerId").asText());
        }
        return licence.done();
    }

    private static String productOf(ObjectNode record, RuleExample.Event event) {
        JsonNode code = record.has("products") ? record.at("/products/0/productCode") : record.path("productCode");
        return code.isTextual()
                ? code.asText()
                : event.product() == null ? PLAIN_PRODUCT : productCode(event.product());
    }

    /** The same product has the same code in every event, another one another. */
    private static String productCode(Map<String, Object> product) {
        if (product.get("productCode") != null) {
            return product.get("productCode").toString();
        }
        CRC32 digest = new CRC32();
        digest.update(product.toString().getBytes(StandardCharsets.UTF_8));
        return "86%012d".formatted(digest.getValue() % PRODUCT_NUMBERS);
    }

    private static ObjectNode object(Map<String, Object> values) {
        ObjectNode object = JSON.createObjectNode();
        values.forEach((name, value) -> object.set(name, node(value)));
        return object;
    }

    @SuppressWarnings("unchecked") // the maps of examples have texts as keys
    private static JsonNode node(Object value) {
        if (value instanceof Map<?, ?> map) {
            return object((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.createArrayNode();
            list.forEach(element -> array.add(node(element)));
            return array;
        }
        return JSON.valueToTree(value instanceof Instant time ? time.toString() : value);
    }

    /** An object that is being filled: what is there, null included, stays. */
    private record Filler(ObjectNode node) {

        boolean has(String field) {
            return node.has(field);
        }

        String text(String field) {
            return node.path(field).asText();
        }

        Filler fill(String field, Object value) {
            if (!node.has(field)) {
                node.set(field, JSON.valueToTree(value));
            }
            return this;
        }

        /** The object in a field, made if it is not there; one that is said to be missing goes nowhere. */
        Filler inner(String field) {
            if (!node.has(field)) {
                node.putObject(field);
            }
            return new Filler(node.get(field) instanceof ObjectNode inner ? inner : JSON.createObjectNode());
        }

        /** The objects of a list, which has one where nothing is said. */
        List<Filler> list(String field) {
            if (!node.has(field)) {
                node.putArray(field).addObject();
            }
            List<Filler> elements = new java.util.ArrayList<>();
            node.get(field).forEach(element -> elements.add(new Filler((ObjectNode) element)));
            return elements;
        }

        /** Without what is said to be missing. */
        ObjectNode done() {
            withoutNulls(node);
            return node;
        }

        private static void withoutNulls(JsonNode node) {
            if (node instanceof ObjectNode object) {
                List<String> missing = new java.util.ArrayList<>();
                object.properties().forEach(entry -> {
                    if (entry.getValue().isNull()) {
                        missing.add(entry.getKey());
                    }
                });
                object.remove(missing);
            }
            node.forEach(Filler::withoutNulls);
        }
    }
}
