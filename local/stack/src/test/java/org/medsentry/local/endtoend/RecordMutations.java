package org.medsentry.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.medsentry.schemas.Topic;

/** Seeded damage to good records: what a real feed does on a bad day, and worse. Every record names the same person. */
final class RecordMutations {

    static final String IDENTITY_NUMBER = "50011119900307451X";
    static final String PHONE = "13987654321";
    static final String NAME = "欧阳植入名";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OVERSIZED = 70_000;

    /** About the most that a broker takes; its dead letter is larger still. */
    private static final int LARGEST = 1_000_000;

    private final Random random;
    private final Topic topic;
    private final Instant now;
    private final List<byte[]> sent = new ArrayList<>();

    RecordMutations(Topic topic, Instant now, long seed) {
        this.topic = topic;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.random = new Random(seed);
    }

    Stream<byte[]> generate(int count) {
        return Stream.generate(this::next).limit(count);
    }

    private byte[] next() {
        ObjectNode record = good(sent.size());
        byte[] bytes = switch (random.nextInt(12)) {
            case 0 -> truncated(bytes(record));
            case 1 -> overwritten(bytes(record));
            case 2 -> bytes(withoutField(record));
            case 3 -> bytes(wrongType(record));
            case 4 -> bytes(overlong(record));
            case 5 -> bytes(timed(record, now.plus(Duration.ofDays(1 + random.nextInt(4000)))));
            case 6 -> bytes(timed(record, Instant.parse("1999-06-01T00:00:00Z")));
            case 7 -> sent.isEmpty() ? bytes(record) : sent.get(random.nextInt(sent.size()));
            case 8 -> bytes(timed(record, now.minus(Duration.ofHours(random.nextInt(1000)))));
            case 9 -> bytes(outOfRange(record));
            case 10 -> garbage();
            default -> bytes(withExtraFields(record));
        };
        if (sent.isEmpty()) {
            bytes = bytes(record.put("source", "x".repeat(LARGEST)));
        }
        sent.add(bytes);
        return bytes;
    }

    private ObjectNode good(int number) {
        ObjectNode record = JSON.createObjectNode();
        record.put("eventId", "M-" + number).put("source", "mutated-feed");
        switch (topic) {
            case PURCHASE_REGISTRATIONS -> {
                record.put("occurredAt", now.toString());
                record.put("receiptId", "R-" + number)
                        .put("pharmacyId", "PHARMACY-1")
                        .put("regionCode", "500111");
                record.putObject("buyer")
                        .put("idNumber", IDENTITY_NUMBER)
                        .put("phone", PHONE)
                        .put("name", NAME)
                        .put("temperatureC", 36.5 + random.nextInt(30) / 10.0);
                record.put("productCode", "86988007000288").put("quantity", 1 + random.nextInt(4));
                record.put("lotNumber", "LOT-" + number % 100).put("traceCode", "%020d".formatted(number));
                record.put("channel", "COUNTER");
            }
            case ADVERSE_REACTIONS -> {
                record.put("occurredAt", now.toString()).put("reportedAt", now.toString());
                record.put("reporterType", "HOSPITAL")
                        .put("reporterId", "HOSPITAL-1")
                        .put("regionCode", "500111");
                record.putObject("patient").put("idNumber", IDENTITY_NUMBER).put("birthYear", 1990);
                record.putArray("products")
                        .addObject()
                        .put("productCode", "86988044000197")
                        .put("role", "SUSPECT");
                record.putArray("reactions").addObject().put("code", "10022117").put("term", "Injection site pain");
                record.putArray("seriousness").add(random.nextBoolean() ? "DEATH" : "OTHER_IMPORTANT");
                record.put("expectedness", "UNLISTED");
            }
            default -> {
                record.put("occurredAt", now.toString()).put("type", "ORDER");
                record.put("platformId", "PLATFORM-1").put("sellerId", "SELLER-X");
                record.put("productCode", "86988035000175")
                        .put("productName", "米非司酮片")
                        .put("lotNumber", "LOT-" + number % 100)
                        .put("quantity", 1);
                record.putObject("buyer").put("idNumber", IDENTITY_NUMBER).put("phone", PHONE);
            }
        }
        return record;
    }

    private static byte[] bytes(JsonNode record) {
        return record.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] truncated(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private byte[] overwritten(byte[] bytes) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The record itself or an object within it. */
    private ObjectNode anyObject(ObjectNode record) {
        List<ObjectNode> objects = new ArrayList<>(List.of(record));
        record.forEach(child -> {
            if (child instanceof ObjectNode object) {
                objects.add(object);
            } else if (child instanceof ArrayNode array && array.get(0) instanceof ObjectNode element) {
                objects.add(element);
            }
        });
        return objects.get(random.nextInt(objects.size()));
    }

    private String anyField(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.get(random.nextInt(names.size()));
    }

    private ObjectNode withoutField(ObjectNode record) {
        ObjectNode object = anyObject(record);
        object.remove(anyField(object));
        return record;
    }

    private ObjectNode wrongType(ObjectNode record) {
        ObjectNode object = anyObject(record);
        String field = anyField(object);
        switch (random.nextInt(6)) {
            case 0 -> object.putNull(field);
            case 1 -> object.put(field, random.nextDouble() * 1e12);
            case 2 -> object.put(field, random.nextBoolean());
            case 3 -> object.putArray(field).add(PHONE);
            case 4 -> object.putObject(field).put("name", NAME);
            default -> object.put(field, "no such value");
        }
        return record;
    }

    private ObjectNode overlong(ObjectNode record) {
        ObjectNode object = anyObject(record);
        object.put(anyField(object), "x".repeat(random.nextInt(20) == 0 ? OVERSIZED : 65 + random.nextInt(200)));
        return record;
    }

    private ObjectNode timed(ObjectNode record, Instant time) {
        record.put("occurredAt", time.toString());
        return topic == Topic.ADVERSE_REACTIONS ? record.put("reportedAt", time.toString()) : record;
    }

    private ObjectNode outOfRange(ObjectNode record) {
        switch (topic) {
            case PURCHASE_REGISTRATIONS -> record.put("quantity", random.nextBoolean() ? 0 : 10_001);
            case ADVERSE_REACTIONS -> record.put("version", -random.nextInt(3));
            default -> record.put("price", -1);
        }
        return record;
    }

    private ObjectNode withExtraFields(ObjectNode record) {
        ObjectNode deep = record.putObject("extra");
        for (int depth = 0; depth < 20; depth++) {
            deep = deep.put("name", NAME).putObject("deeper");
        }
        return record;
    }
}
