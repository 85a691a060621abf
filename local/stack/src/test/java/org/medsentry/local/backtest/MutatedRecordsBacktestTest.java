package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a network sends, the graph does not fail and no record vanishes. */
class MutatedRecordsBacktestTest {

    private static final int RECORDS = 10_000;
    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "0",
            "-1",
            "1e308",
            "99999999999999999999",
            "true",
            "[]",
            "{}",
            "[null]",
            "\"\\u0000\"",
            "\"2999-01-01T00:00:00Z\"",
            "\"1899-12-31T00:00:00Z\"",
            "\"2024-02-30T00:00:00Z\"",
            "\"2025-03-01T10:00:00\"",
            "\"药\"",
            "\"ORDER\"",
            "\"86900000000011\"");

    @TempDir
    private Path directory;

    @Test
    void everyRecordIsGoodOrDeadAndNothingFails() throws Exception {
        Path events = directory.resolve("events");
        TestingFiles.writeReference(events);
        write(events.resolve("purchase-registrations.jsonl"), TestingFiles::purchase, 1);
        write(events.resolve("adverse-reactions.jsonl"), TestingFiles::report, 2);
        write(events.resolve("online-sales.jsonl"), TestingFiles::order, 3);

        BacktestSummary summary = Backtest.run(
                new BacktestRequest(events, null, null, directory.resolve("out"), null, Instant.now()),
                BacktestProgress.SILENT);

        assertThat(summary.streams()).allSatisfy(stream -> {
            assertThat(stream.records()).isEqualTo(RECORDS);
            assertThat(stream.good() + stream.deadLetters()).isEqualTo(RECORDS);
            assertThat(stream.good()).isGreaterThan(RECORDS / 10);
            assertThat(stream.deadLetters()).isGreaterThan(RECORDS / 10);
            assertThat(stream.deadLettersByReason().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(stream.deadLetters());
        });
        assertThat(summary.rules().failures()).isZero();
        Set<String> places = new HashSet<>();
        for (JsonNode letter : TestingFiles.read(directory.resolve("out"), OutputFiles.DEAD_LETTERS)) {
            assertThat(places.add(letter.get("topic").asText() + ":" + letter.get("offset")))
                    .isTrue();
        }
        assertThat(places).hasSize((int) summary.deadLetters());
    }

    private static void write(Path file, Function<String, ObjectNode> template, long seed) throws IOException {
        Random random = new Random(seed);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int index = 0; index < RECORDS; index++) {
                ObjectNode record = template.apply("E-" + (random.nextInt(10) == 0 ? index / 2 : index));
                out.write(mutate(record, random));
                out.write('\n');
            }
        }
    }

    private static byte[] mutate(ObjectNode record, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> {
                return record.toString().getBytes(StandardCharsets.UTF_8);
            }
            case 1 -> {
                byte[] bytes = record.toString().getBytes(StandardCharsets.UTF_8);
                return Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            }
            case 2 -> {
                return garble(record.toString().getBytes(StandardCharsets.UTF_8), random);
            }
            case 3 -> {
                boolean oversized = random.nextInt(50) == 0;
                return record.put("note", "x".repeat(oversized ? 100_000 : random.nextInt(2000)))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
            }
            case 4 -> {
                Instant time =
                        Instant.parse("2025-03-01T02:00:00Z").plusSeconds(random.nextInt(40 * 86_400) - 20 * 86_400);
                record.put(record.has("reportedAt") ? "reportedAt" : "occurredAt", time.toString());
                return record.toString().getBytes(StandardCharsets.UTF_8);
            }
            default -> {
                ObjectNode place = anyObject(record, random);
                List<String> names = new ArrayList<>();
                place.fieldNames().forEachRemaining(names::add);
                if (!names.isEmpty()) {
                    String name = names.get(random.nextInt(names.size()));
                    String value = VALUES.get(random.nextInt(VALUES.size()));
                    if (random.nextInt(4) == 0) {
                        place.remove(name);
                    } else {
                        place.setAll(TestingFiles.json("{\"" + name + "\": " + value + "}"));
                    }
                }
                return record.toString().getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    private static ObjectNode anyObject(ObjectNode record, Random random) {
        List<ObjectNode> objects = new ArrayList<>(List.of(record));
        for (JsonNode field : record) {
            if (field instanceof ObjectNode object) {
                objects.add(object);
            } else if (field instanceof ArrayNode && field.get(0) instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        return objects.get(random.nextInt(objects.size()));
    }

    /** Never makes a line end, which would make two records of one, nor a blank line. */
    private static byte[] garble(byte[] bytes, Random random) {
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            byte garbage = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = garbage == '\n' ? 0 : garbage;
        }
        return bytes;
    }
}
