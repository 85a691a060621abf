package org.medsentry.schemas.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils good records in many ways, a little at a time; the same seed spoils them in the same way. */
final class RecordMutator {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "-0.0",
        "1",
        "-1",
        "2.0",
        "2.5",
        "3e0",
        "1e2",
        "1e4",
        "1E+4",
        "10001",
        "1e5",
        "9999.999999999999999999999",
        "10000.00000000000000000000001",
        "29.999999999999999999",
        "30",
        "30.0",
        "45",
        "45.000000000000000000001",
        "-1e-400",
        "1e-400",
        "1e400",
        "-1e400",
        "1e15",
        "1000000000000000.1",
        "1000000000000001",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775808",
        "123456789012345678901234567890",
        "1e-999999",
        "1e999999",
        "3.000000000000000000000000000000000000000000000000000000000000",
        "0.1e1",
        "1990",
        "20e-1"
    };
    private static final String[] TIMES = {
        "2026-03-01T02:10:00Z",
        "2026-03-01T02:10:00.001Z",
        "2026-03-01T02:10:00.0009Z",
        "2026-03-01t10:00:00+08:00",
        "2026-03-01T02:00:00z",
        "1999-12-31T23:59:59.999+08:00",
        "2000-01-01T00:00:00+08:00",
        "2024-02-29T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2000-02-29T12:00:00Z",
        "2016-12-31T23:59:60Z",
        "2017-01-01T07:59:60+08:00",
        "2016-12-31T23:59:60.5Z",
        "2015-12-31T23:59:60Z",
        "2016-11-30T23:59:60Z",
        "2025-06-30T23:59:60Z",
        "2016-12-31T22:59:60Z",
        "2026-03-01T09:30:61Z",
        "2026-03-01T09:60:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T09:30:00+23:59",
        "2026-03-01T09:30:00-23:59",
        "2026-03-01T09:30:00+24:00",
        "2026-03-01T09:30:00+18:30",
        "2026-03-01T09:30:00+08:60",
        "2026-03-01T09:30:00-00:00",
        "2026-03-01T09:30:00",
        "2026-03-01T09:30Z",
        "2026-03-01T09:30:00.Z",
        "2026-03-01T09:30:00,5Z",
        "2026-03-01T09:30:00.1234567890123Z",
        "2026-03-01",
        "2026-3-1T09:30:00Z",
        "+2026-03-01T09:30:00Z",
        "-2026-03-01T09:30:00Z",
        "12026-03-01T09:30:00Z",
        "0000-01-01T00:00:00Z",
        "0000-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-23:59",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-03-01T09:30:00Z ",
        "2026-03-01T09:30:00Z\n",
        "2026-03-01T09:30:00+8:00",
        "2026-03-01T09:30:00+08",
        "2026-03-01T09:30:00+0800",
        "2026-03-01T09:30:00+08:00:00",
        "２０２６-03-01T09:30:00Z",
        "1772329815",
        "now",
        ""
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "\u3000\u00a0",
        "0",
        "x",
        "FEVER",
        "ORDER",
        "LISTING",
        "COUNTER",
        "DEATH",
        "SUSPECT",
        "UNLISTED",
        "F",
        "fever",
        "ORDER ",
        "50011",
        "500111",
        "5001110",
        "500111001",
        "５００１１１",
        "500111\n",
        "86988001000222",
        "8698800100022",
        "85988001000222",
        "81234567890123456789",
        "8123456789012345678x",
        "11010519491231002X",
        "11010519491231002x",
        "110105194912310020",
        "110105194912310021",
        " 11010519491231002X ",
        "110105491231002",
        "G12345678",
        "null",
        "true",
        "\u0000",
        "\uD83D\uDE00",
        "é",
        "{}",
        "[1]",
        "\"",
        "\\",
        "/",
        "~",
        "𠮷",
        "\uFEFF"
    };
    private static final String[] RAW = {
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "\"a\\ud83d\\ude00\"",
        "\"\\u0041\"",
        "\"\\ud800\\ud800\"",
        "\"\\n\\/\\\"\"",
        "tru",
        "\"\\u12\"",
        "\"\\q\"",
        "01",
        "1.",
        ".5",
        "-",
        "0x10",
        "NaN",
        "Infinity",
        "'a'",
        "[1,]",
        "{\"a\"}",
        "\"open"
    };
    private static final int[] LENGTHS = {1, 31, 32, 33, 63, 64, 65, 255, 3000};
    private static final String[] CHARACTERS = {"x", "7", "é", "药", "\uD83D\uDE00"};

    private final RandomGenerator random;
    private final List<String> goodRecords;

    RecordMutator(RandomGenerator random, List<String> goodRecords) {
        this.random = random;
        this.goodRecords = goodRecords;
    }

    /** The bytes of the next spoilt record; now and then it is still a good one. */
    byte[] next() {
        int kind = random.nextInt(100);
        if (kind < 2) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = spoiltTree().getBytes(StandardCharsets.UTF_8);
        if (kind < 80) {
            return bytes;
        }
        return switch (kind % 5) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1, 2 -> withRandomBytes(bytes);
            case 3 ->
                (new String(bytes, StandardCharsets.UTF_8) + pick(" ", "\n", "{}", "]", "x", "\0", "// end", ",null"))
                        .getBytes(StandardCharsets.UTF_8);
            default -> withoutOneByte(bytes);
        };
    }

    private byte[] withRandomBytes(byte[] bytes) {
        for (int change = random.nextInt(1, 4); change > 0; change--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] withoutOneByte(byte[] bytes) {
        int gap = random.nextInt(bytes.length);
        byte[] rest = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, rest, 0, gap);
        System.arraycopy(bytes, gap + 1, rest, gap, rest.length - gap);
        return rest;
    }

    private String spoiltTree() {
        try {
            ObjectNode record = (ObjectNode) MAPPER.readTree(pick(goodRecords));
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                List<ContainerNode<?>> containers = new ArrayList<>();
                collect(record, containers);
                spoil(pick(containers));
            }
            return MAPPER.writeValueAsString(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            if (!container.isEmpty()) {
                containers.add(container);
            }
            container.forEach(child -> collect(child, containers));
        }
    }

    private void spoil(ContainerNode<?> container) {
        if (container instanceof ArrayNode array) {
            spoilArray(array);
            return;
        }
        ObjectNode object = (ObjectNode) container;
        String field = pick(fieldNames(object));
        switch (random.nextInt(10)) {
            case 0 -> object.remove(field);
            case 1 -> object.putNull(field);
            case 2 -> object.putPOJO(random.nextBoolean() ? "unknown" : "另外", junk(random.nextInt(40)));
            case 3 -> replaceLikeWithLike(object, field);
            case 4 -> replaceLikeWithLike(object, field);
            case 5 -> object.putRawValue(field, new RawValue(random.nextInt(4) == 0 ? pick(RAW) : pick(NUMBERS)));
            case 6 -> object.put(field, pick(TEXTS));
            case 7 -> object.put(field, pick(CHARACTERS).repeat(pick(LENGTHS)));
            case 8 -> object.put(field, random.nextBoolean());
            default -> object.set(field, junk(random.nextInt(5)));
        }
    }

    /** Another value of the same type, because that finds the boundaries of constraints. */
    private void replaceLikeWithLike(ObjectNode object, String field) {
        JsonNode value = object.get(field);
        if (field.endsWith("At")) {
            object.put(field, pick(TIMES));
        } else if (value.isNumber()) {
            object.putRawValue(field, new RawValue(pick(NUMBERS)));
        } else if (value.isTextual()) {
            object.put(field, pick(TEXTS));
        } else if (value.isBoolean()) {
            object.put(field, !value.booleanValue());
        } else {
            object.set(field, value.isArray() ? MAPPER.createArrayNode() : MAPPER.createObjectNode());
        }
    }

    private void spoilArray(ArrayNode array) {
        int index = random.nextInt(array.size());
        switch (random.nextInt(6)) {
            case 0 -> array.remove(index);
            case 1 -> array.insert(index, NullNode.instance);
            case 2 -> array.insert(index, pick(TEXTS));
            case 3 -> array.insert(index, junk(2));
            case 4 -> array.insertRawValue(index, new RawValue(pick(NUMBERS)));
            default -> {
                JsonNode element = array.get(index);
                int size = random.nextInt(200) == 0 ? 2000 : random.nextInt(18, 33);
                while (array.size() < size) {
                    array.add(element.deepCopy());
                }
            }
        }
    }

    private JsonNode junk(int depth) {
        JsonNode node = random.nextBoolean()
                ? NullNode.instance
                : MAPPER.getNodeFactory().textNode("junk");
        for (int level = 0; level < depth; level++) {
            node = random.nextBoolean()
                    ? MAPPER.createArrayNode().add(node).add(level)
                    : MAPPER.createObjectNode().set("eventId", node);
        }
        return node;
    }

    private static List<String> fieldNames(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private int pick(int[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
