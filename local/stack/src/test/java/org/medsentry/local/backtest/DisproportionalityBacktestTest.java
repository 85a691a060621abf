package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medsentry.local.backtest.TestingFiles.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.rules.DefaultRules;

/** The shipped rule through the whole job, reports a minute apart: versions, withdrawals, and one signal for each time that a pair is raised. */
class DisproportionalityBacktestTest {

    private static final String RARE = "10021106";
    private static final String COMMON = "10019211";

    @TempDir
    private Path directory;

    private int received;

    @Test
    void aPairFiresOnceUntilReportsAreTakenBack() throws Exception {
        List<ObjectNode> reports = background();
        reports.add(of("a", 1, RARE));
        reports.add(of("b", 1, RARE));
        reports.add(of("b", 1, RARE));
        reports.add(of("b", 2, RARE));
        reports.add(of("c", 1, RARE)); // the third: raised
        reports.add(of("d", 1, RARE));
        reports.add(of("a", 2, RARE).put("nullified", true));
        reports.add(of("b", 3, COMMON)); // one of the pair is left of b's, and none of a's: c and d
        reports.add(of("e", 1, RARE)); // three again: raised anew

        List<JsonNode> signals = signals(reports);

        assertThat(signals)
                .extracting(signal -> signal.get("ruleId").asText() + " "
                        + signal.get("level").asText() + " "
                        + signal.at("/subject/reactionCode").asText() + " n "
                        + signal.get("observed").asInt() + " " + evidence(signal))
                .containsExactly(
                        "adr-disproportionality IV " + RARE + " n 3 [a, b, c]",
                        "adr-disproportionality IV " + RARE + " n 3 [c, d, e]");
        assertThat(signals.get(1).get("expected").asDouble())
                .as("four reports of the product, three of the reaction, 44 in all")
                .isEqualTo(4 * 3 / 44.0);
    }

    private List<ObjectNode> background() {
        List<ObjectNode> reports = new ArrayList<>();
        for (int report = 0; report < 40; report++) {
            ObjectNode other = of("other-" + report, 1, COMMON);
            ((ObjectNode) other.get("products").get(0)).put("productCode", TestingFiles.VACCINE);
            reports.add(other);
        }
        return reports;
    }

    private ObjectNode of(String eventId, int version, String reaction) {
        received++;
        ObjectNode report = report(eventId)
                .put("version", version)
                .put("reportedAt", "2025-03-01T%02d:%02d:00+08:00".formatted(10 + received / 60, received % 60));
        ((ObjectNode) report.get("reactions").get(0)).put("code", reaction);
        return report;
    }

    private static List<String> evidence(JsonNode signal) {
        List<String> records = new ArrayList<>();
        signal.get("evidence").forEach(item -> records.add(item.get("eventId").asText()));
        return records;
    }

    private List<JsonNode> signals(List<ObjectNode> reports) throws Exception {
        Path events = directory.resolve("events");
        Path rules = directory.resolve("rules");
        Path out = directory.resolve("out");
        TestingFiles.writeReference(events);
        TestingFiles.write(events.resolve("adverse-reactions.jsonl"), reports);
        String file = "adr-disproportionality.yaml";
        TestingFiles.write(rules.resolve(file), DefaultRules.files().get(file));
        Backtest.run(new BacktestRequest(events, null, rules, out, null, Instant.now()), BacktestProgress.SILENT);
        return TestingFiles.read(out, OutputFiles.SIGNALS);
    }
}
