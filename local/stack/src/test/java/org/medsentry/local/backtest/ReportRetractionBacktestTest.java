package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medsentry.local.backtest.TestingFiles.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report counted is taken back by its next version, through the whole job. */
class ReportRetractionBacktestTest {

    private static final String THREE_OF_A_LOT = """
            id: test-lot
            version: 1
            kind: count
            stream: adverse-reactions
            each: suspect
            topic: REACTION
            title: {zh: "测试", en: "a test"}
            key: {type: lot, value: [suspect.lotNumber]}
            within: 7 days
            measures:
              reports: {count: records}
            levels:
              - {level: III, when: reports >= 3}
            explanation: {zh: "{reports} 例", en: "{reports} reports"}
            """;

    @TempDir
    private Path directory;

    @Test
    void aFollowUpReplacesAndAWithdrawnReportCountsNowhere() throws Exception {
        List<JsonNode> signals = signals(List.of(
                of("moved", 1, "L1"),
                of("withdrawn", 1, "L1"),
                of("moved", 2, "L2"),
                of("withdrawn", 2, "L1").put("nullified", true),
                of("a", 1, "L1"),
                of("b", 1, "L1"),
                of("b", 2, "L1"),
                of("b", 1, "L1"),
                of("c", 1, "L1"),
                of("d", 1, "L2"),
                of("withdrawn", 3, "L2")));

        assertThat(signals)
                .extracting(signal -> signal.at("/key/value").asText() + " " + evidence(signal))
                .containsExactly("L1 [a, b, c]", "L2 [d, moved, withdrawn]");
    }

    private static TreeSet<String> evidence(JsonNode signal) {
        TreeSet<String> records = new TreeSet<>();
        signal.get("evidence").forEach(item -> records.add(item.get("eventId").asText()));
        return records;
    }

    private static ObjectNode of(String eventId, int version, String lotNumber) {
        ObjectNode report = report(eventId).put("version", version);
        ((ObjectNode) report.get("products").get(0)).put("lotNumber", lotNumber);
        return report;
    }

    private List<JsonNode> signals(List<ObjectNode> reports) throws Exception {
        Path events = directory.resolve("events");
        Path rules = directory.resolve("rules");
        Path out = directory.resolve("out");
        TestingFiles.writeReference(events);
        TestingFiles.write(events.resolve("adverse-reactions.jsonl"), reports);
        TestingFiles.write(rules.resolve("test-lot.yaml"), THREE_OF_A_LOT);
        Backtest.run(new BacktestRequest(events, null, rules, out, null, Instant.now()), BacktestProgress.SILENT);
        return TestingFiles.read(out, OutputFiles.SIGNALS);
    }
}
