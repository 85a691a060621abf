package org.medsentry.bench.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.local.simulator.RecordReference;
import org.medsentry.local.simulator.Scenario;
import org.medsentry.local.simulator.ScenarioTruth;
import org.medsentry.local.simulator.ScenarioTruth.Expectation;
import org.medsentry.local.simulator.SimulationTruth;

class AlertLoadTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String SURGE = "purchase-surge";
    private static final String LIMIT = "purchase-ephedrine-limit";

    @TempDir
    Path results;

    @BeforeEach
    void noResultsYet() throws Exception {
        Files.writeString(results.resolve("signals.jsonl"), "");
        Files.writeString(results.resolve("alerts.jsonl"), "");
    }

    private static String document(String ruleId, String key, String eventId, String at) {
        return """
                {"ruleId": "%s", "key": {"type": "k", "value": "%s"}, "lastEventAt": "%s", "detectedAt": "%s",\
                 "evidence": [{"stream": "s", "source": "a", "eventId": "%s", "occurredAt": "%s"}]}
                """.formatted(ruleId, key, at, at, eventId, at);
    }

    private AlertLoad load() throws Exception {
        Expectation surge = new Expectation(SURGE, "county+category", "500111|ANTIPYRETIC", "II", List.of());
        Expectation limit = new Expectation(LIMIT, "buyer", "P1", "III", List.of(new RecordReference("s", "a", "e1")));
        SimulationTruth truth = new SimulationTruth(
                1,
                START,
                START.plus(Duration.ofDays(14)),
                Map.of(),
                Map.of(),
                List.of(new ScenarioTruth(
                        Scenario.FLU_SURGE, START.plus(Duration.ofDays(5)), 1, List.of(surge, limit), List.of())),
                List.of());
        AlertLoad load = new AlertLoad(Set.of(SURGE));
        load.add(truth, 2, results, Set.of(SURGE, LIMIT));
        return load;
    }

    private static RuleLoad rule(AlertLoad load, String ruleId) {
        return load.rules().stream()
                .filter(rule -> rule.ruleId.equals(ruleId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasPlantedIsFoundByItsKeyOrItsRecords() throws Exception {
        Files.writeString(
                results.resolve("signals.jsonl"),
                document(SURGE, "500111|ANTIPYRETIC", "x", "2026-03-08T00:00:00Z")
                        + document(LIMIT, "a token", "e1", "2026-03-09T00:00:00Z"));
        Files.writeString(
                results.resolve("alerts.jsonl"),
                document(SURGE, "500111|ANTIPYRETIC", "x", "2026-03-08T00:00:00Z")
                        + document(SURGE, "500112|ANTIPYRETIC", "y", "2026-03-08T00:00:00Z")
                        + document(LIMIT, "a token", "z", "2026-03-09T00:00:00Z"));

        AlertLoad load = load();

        assertThat(load.districtWeeks()).isEqualTo(4);
        assertThat(rule(load, SURGE).recall()).isEqualTo(1);
        assertThat(rule(load, SURGE).precision()).isEqualTo(.5);
        assertThat(rule(load, SURGE).medianDelay()).isEqualTo(Duration.ofDays(2));
        assertThat(rule(load, LIMIT).found).isEqualTo(1);
        assertThat(rule(load, LIMIT).unplanted()).isZero();
        assertThat(AlertLoadReport.markdown(load, "as simulated"))
                .contains("| purchase-surge | 1 | 1 | 1.00 | 2 | 0.50 | 2.0 days |", "| all | | | | 3 |", "0.250");
    }

    @Test
    void aSurgeBeforeTheStoryIsNotTheStory() throws Exception {
        String early = document(SURGE, "500111|ANTIPYRETIC", "x", "2026-03-02T00:00:00Z");
        Files.writeString(results.resolve("signals.jsonl"), early);
        Files.writeString(results.resolve("alerts.jsonl"), early);

        RuleLoad surge = rule(load(), SURGE);

        assertThat(surge.found).isZero();
        assertThat(surge.unplanted()).isEqualTo(1);
        assertThat(surge.medianDelay()).isNull();
    }
}
