package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medsentry.local.backtest.TestingFiles.ANTIPYRETIC;
import static org.medsentry.local.backtest.TestingFiles.ON_PRESCRIPTION;
import static org.medsentry.local.backtest.TestingFiles.order;
import static org.medsentry.local.backtest.TestingFiles.purchase;
import static org.medsentry.local.backtest.TestingFiles.report;
import static org.medsentry.local.backtest.TestingFiles.serious;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestTest {

    private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
    private static final Instant RECEIVED = Instant.parse("2025-06-01T00:00:00Z");
    private static final String ID_NUMBER = "11010519491231002X";
    private static final String PHONE = "13800138000";
    private static final String NAME = "张三丰";

    @TempDir
    private Path directory;

    @Test
    void sameInputGivesTheSameBytesWhereverItLies() throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("deep/er/second");
        writeManyRecords(first);
        Files.createDirectories(second);
        try (Stream<Path> files = Files.list(first)) {
            for (Path file : files.toList()) {
                Files.copy(file, second.resolve(file.getFileName()));
            }
        }

        BacktestSummary summary = run(first, directory.resolve("out-1"));
        run(second, directory.resolve("out-2"));

        assertThat(summary.signals()).isGreaterThan(500);
        assertThat(summary.deadLetters()).isGreaterThan(10);
        assertThat(summary.lateRecords()).isPositive();
        assertThat(filesIn(directory.resolve("out-1")))
                .containsExactlyInAnyOrder(
                        "signals.jsonl",
                        "alerts.jsonl",
                        "alert-revisions.jsonl",
                        "dead-letters.jsonl",
                        "late-records.jsonl",
                        "summary.json")
                .allSatisfy(file -> assertThat(directory.resolve("out-2").resolve(file))
                        .hasSameBinaryContentAs(directory.resolve("out-1").resolve(file)));
        assertNobodyIsNamed(directory.resolve("out-1"));
        assertSignalsAreInStreamTime(directory.resolve("out-1"));
    }

    /** Three streams of different lengths and densities, with bad, late and repeated records among them. */
    private static void writeManyRecords(Path events) throws IOException {
        Random random = new Random(20250301);
        for (String file : List.of("purchase-registrations", "adverse-reactions", "online-sales")) {
            List<ObjectNode> records = new ArrayList<>();
            int count = file.startsWith("purchase") ? 3000 : 700;
            for (int index = 0; index < count; index++) {
                records.add(anyRecord(file, index, START.plus(Duration.ofMinutes(3L * index)), random));
            }
            StringBuilder lines = new StringBuilder();
            for (ObjectNode record : records) {
                lines.append(random.nextInt(100) == 0 ? "{\"broken\": \"" + ID_NUMBER : record.toString());
                lines.append('\n');
            }
            TestingFiles.write(events.resolve(file + ".jsonl"), lines.toString());
        }
        TestingFiles.writeReference(events);
    }

    private static ObjectNode anyRecord(String file, int index, Instant time, Random random) {
        Instant when = random.nextInt(50) == 0 ? time.minus(Duration.ofHours(60)) : time;
        String eventId = file.charAt(0) + "-" + (random.nextInt(20) == 0 ? index / 2 : index);
        if (file.startsWith("purchase")) {
            ObjectNode purchase = purchase(eventId)
                    .put("occurredAt", when.toString())
                    .put("productCode", random.nextInt(3) == 0 ? ON_PRESCRIPTION : ANTIPYRETIC)
                    .put("pharmacyId", "PH-" + random.nextInt(20))
                    .put("lotNumber", "LOT-" + random.nextInt(50))
                    .put("traceCode", traceCode(random));
            ((ObjectNode) purchase.get("buyer"))
                    .put("idNumber", ID_NUMBER)
                    .put("phone", PHONE)
                    .put("name", NAME)
                    .put("temperatureC", 36 + random.nextInt(4));
            return purchase;
        } else if (file.startsWith("adverse")) {
            ObjectNode report = report(eventId)
                    .put(
                            "occurredAt",
                            when.minus(Duration.ofHours(random.nextInt(60))).toString())
                    .put("reportedAt", when.toString());
            return random.nextBoolean() ? serious(report, "DEATH") : report;
        }
        ObjectNode order = order(eventId)
                .put("occurredAt", when.toString())
                .put("sellerId", "S-" + random.nextInt(5))
                .put("traceCode", traceCode(random));
        ((ObjectNode) order.get("buyer")).put("phone", PHONE);
        return order;
    }

    private static String traceCode(Random random) {
        return "%020d".formatted(random.nextInt(2000));
    }

    private static void assertNobodyIsNamed(Path out) throws IOException {
        for (String file : filesIn(out)) {
            assertThat(Files.readString(out.resolve(file)))
                    .as(file)
                    .doesNotContain(ID_NUMBER)
                    .doesNotContain(PHONE)
                    .doesNotContain(NAME);
        }
    }

    /** Apart from late ones, which come when they come, and those on several records, which a late record may complete. */
    private static void assertSignalsAreInStreamTime(Path out) {
        Instant latest = Instant.EPOCH;
        int streams = 0;
        String stream = "";
        for (JsonNode signal : TestingFiles.read(out, OutputFiles.SIGNALS)) {
            Instant time =
                    OffsetDateTime.parse(signal.get("lastEventAt").asText()).toInstant();
            if (signal.has("window") || time.isBefore(latest.minus(Duration.ofHours(59)))) {
                continue;
            }
            assertThat(time).isAfterOrEqualTo(latest);
            latest = time;
            streams += signal.get("stream").asText().equals(stream) ? 0 : 1;
            stream = signal.get("stream").asText();
        }
        assertThat(streams).as("streams alternate").isGreaterThan(100);
    }

    @Test
    void badLinesAreDeadLettersWithFileAndLine() throws Exception {
        Path events = directory.resolve("events");
        String tooLarge =
                purchase("too-large").put("productName", "x".repeat(70_000)).toString();
        TestingFiles.write(
                events.resolve("purchase-registrations.jsonl"),
                purchase("good-1") + "\r\n"
                        + "\n"
                        + "{\"eventId\": \"cut\n"
                        + tooLarge + "\n"
                        + purchase("no-pharmacy").put("pharmacyId", (String) null) + "\n"
                        + purchase("from-tomorrow").put("occurredAt", "2025-06-01T00:10:00.001Z") + "\n"
                        + purchase("clock-a-little-fast").put("occurredAt", "2025-06-01T00:10:00Z"));

        BacktestSummary summary = run(events, directory.resolve("out"));

        BacktestSummary.StreamAccount purchases = summary.streams().get(0);
        assertThat(purchases.records()).isEqualTo(6);
        assertThat(purchases.good()).isEqualTo(2);
        List<JsonNode> deadLetters = TestingFiles.read(directory.resolve("out"), OutputFiles.DEAD_LETTERS);
        assertThat(deadLetters)
                .extracting(letter -> letter.get("topic").asText() + ":"
                        + letter.get("offset").asText() + " "
                        + letter.get("reason").asText() + " "
                        + letter.get("pointer").asText())
                .containsExactly(
                        "purchase-registrations.jsonl:3 MALFORMED_JSON ",
                        "purchase-registrations.jsonl:4 TOO_LARGE ",
                        "purchase-registrations.jsonl:5 MISSING_FIELD /pharmacyId",
                        "purchase-registrations.jsonl:6 TIME_OUT_OF_RANGE /occurredAt");
        assertThat(deadLetters).allSatisfy(letter -> {
            assertThat(letter.get("payload").asText()).isEmpty();
            assertThat(letter.get("receivedAt").asText()).isEqualTo("2025-03-01T10:00:00+08:00");
        });
    }

    @Test
    void compressedFilesAreReadAndLateRecordsAreKeptAndJudged() throws Exception {
        Path events = directory.resolve("events");
        Path file = events.resolve("purchase-registrations.jsonl");
        TestingFiles.writeReference(events);
        // The watermark stays 5 minutes and a millisecond behind the newest record; 48 hours behind it is not yet late.
        TestingFiles.write(
                file,
                List.of(
                        prescription("newest").put("occurredAt", "2025-03-10T12:00:00+08:00"),
                        prescription("in-time").put("occurredAt", "2025-03-08T11:54:59.999+08:00"),
                        prescription("late").put("occurredAt", "2025-03-08T11:54:59.998+08:00"),
                        prescription("newest").put("occurredAt", "2025-03-10T12:00:00+08:00")));
        TestingFiles.compress(file);

        BacktestSummary summary = run(events, directory.resolve("out"));

        assertThat(TestingFiles.read(directory.resolve("out"), OutputFiles.LATE_RECORDS))
                .extracting(late -> late.get("eventId").asText())
                .containsExactly("late");
        assertThat(TestingFiles.read(directory.resolve("out"), OutputFiles.SIGNALS))
                .extracting(
                        signal -> signal.get("evidence").get(0).get("eventId").asText())
                .containsExactly("newest", "in-time", "late");
        assertThat(summary.alerts()).isEqualTo(1);
        assertThat(summary.alertRevisions()).isEqualTo(3);
        assertThat(summary.streams().get(0).repeats()).isEqualTo(1);
        assertThat(summary.streams().get(0).file()).isEqualTo("purchase-registrations.jsonl.gz");
    }

    private static ObjectNode prescription(String eventId) {
        return purchase(eventId).put("productCode", ON_PRESCRIPTION);
    }

    @Test
    void referenceDataComesFromWhereItIsNamed() throws Exception {
        Path events = directory.resolve("events");
        // The first is a product of the default catalogue, the second one of the files.
        TestingFiles.write(
                events.resolve("purchase-registrations.jsonl"),
                List.of(
                        purchase("by-default").put("productCode", "86988018000161"),
                        purchase("by-file").put("productCode", ON_PRESCRIPTION).put("pharmacyId", "PH-2")));
        TestingFiles.write(events.resolve("online-sales.jsonl"), List.of(order("licensed")));

        assertThat(firedIn(run(events, directory.resolve("default"))))
                .containsExactly("online-unlicensed", "purchase-prescription-missing");

        Path reference = directory.resolve("reference");
        TestingFiles.writeReference(reference);
        Files.delete(reference.resolve("licences.jsonl"));
        BacktestSummary named = run(request(events, reference, null, directory.resolve("named")));
        assertThat(eventsOf("purchase-prescription-missing", directory.resolve("named")))
                .containsExactly("by-file");
        assertThat(firedIn(named)).as("no licence is known").contains("online-unlicensed");

        TestingFiles.writeReference(events);
        Files.writeString(
                events.resolve("products.jsonl"),
                Files.readString(events.resolve("products.jsonl")) + "{\"productCode\": \"12\"}\n");
        BacktestSummary beside = run(events, directory.resolve("beside"));
        assertThat(eventsOf("purchase-prescription-missing", directory.resolve("beside")))
                .containsExactly("by-default", "by-file");
        assertThat(firedIn(beside)).doesNotContain("online-unlicensed");
        assertThat(beside.reference().files()).containsEntry("products.jsonl", 6L);
        assertThat(beside.reference().deadLetters()).isEqualTo(1);
        assertThat(TestingFiles.read(directory.resolve("beside"), OutputFiles.DEAD_LETTERS))
                .extracting(letter -> letter.get("stream").asText() + " "
                        + letter.get("topic").asText() + ":"
                        + letter.get("offset").asText())
                .containsExactly("reference products.jsonl:6");
    }

    private static List<String> firedIn(BacktestSummary summary) {
        return summary.byRule().stream()
                .filter(rule -> rule.signals() > 0)
                .map(BacktestSummary.RuleAccount::ruleId)
                .toList();
    }

    private static List<String> eventsOf(String ruleId, Path out) {
        return TestingFiles.read(out, OutputFiles.SIGNALS).stream()
                .filter(signal -> signal.get("ruleId").asText().equals(ruleId))
                .map(signal -> signal.get("evidence").get(0).get("eventId").asText())
                .toList();
    }

    @Test
    void whatCannotRunSaysWhyAndLeavesAnOlderResultAlone() throws Exception {
        Path events = directory.resolve("events");
        Path out = directory.resolve("out");
        TestingFiles.write(out.resolve("signals.jsonl"), "older\n");

        assertThatThrownBy(() -> run(events, out))
                .isInstanceOf(BacktestException.class)
                .hasMessage("no directory " + events);
        Files.createDirectories(events);
        assertThatThrownBy(() -> run(events, out))
                .isInstanceOf(BacktestException.class)
                .hasMessageStartingWith("no event file in " + events);
        Path compressed = events.resolve("online-sales.jsonl.gz");
        TestingFiles.write(events.resolve("online-sales.jsonl"), List.of(order("one"), order("two")));
        TestingFiles.compress(events.resolve("online-sales.jsonl"));
        byte[] whole = Files.readAllBytes(compressed);
        Files.write(compressed, Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> run(events, out))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("online-sales.jsonl.gz")
                .hasMessageNotContaining("\n");

        assertThat(filesIn(out)).containsExactly("signals.jsonl");
        assertThat(out.resolve("signals.jsonl")).hasContent("older");
    }

    private static List<String> filesIn(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static BacktestRequest request(Path events, Path reference, Path rules, Path out) {
        return new BacktestRequest(events, reference, rules, out, null, RECEIVED);
    }

    private static BacktestSummary run(Path events, Path out) throws InterruptedException {
        return run(request(events, null, null, out));
    }

    private static BacktestSummary run(BacktestRequest request) throws InterruptedException {
        return Backtest.run(request, BacktestProgress.SILENT);
    }
}
