package org.medsentry.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.local.simulator.Scenario;
import org.medsentry.local.simulator.SimulationSettings;
import org.medsentry.local.simulator.SimulationTruth;
import org.medsentry.local.simulator.Simulator;
import org.medsentry.rules.DefaultRules;

/** Surges in simulated weeks, through the whole job: what is there is found, and an outage is nothing. */
class SurgeBacktestTest {

    /** Noon in China. */
    private static final Instant END = Instant.parse("2026-03-20T04:00:00Z");

    private static final int DAYS = 42;
    private static final String NETWORK = "smart-pharmacy";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private static Simulator simulator(Set<Scenario> scenarios) {
        SimulationSettings settings =
                SimulationSettings.endingAt(END).withDays(DAYS).withVolumes(40, 1_000, 0, 0);
        return new Simulator(new SimulationSettings(
                settings.seed(),
                settings.start(),
                settings.days(),
                settings.zone(),
                settings.pharmacies(),
                settings.purchasesPerDay(),
                settings.reportsPerDay(),
                settings.onlinePerDay(),
                scenarios));
    }

    private List<JsonNode> backtest(Path events, String rule) throws Exception {
        Path rules = directory.resolve("rules");
        Path out = directory.resolve("out");
        TestingFiles.write(rules.resolve("purchase-surge.yaml"), rule);
        Backtest.run(new BacktestRequest(events, null, rules, out, null, Instant.now()), BacktestProgress.SILENT);
        return TestingFiles.read(out, OutputFiles.SIGNALS);
    }

    private static Instant time(JsonNode node, String field) {
        return OffsetDateTime.parse(node.get(field).asText()).toInstant();
    }

    @Test
    void anOutbreakRaisesPurchaseSurgeOnTheNextClosedDay() throws Exception {
        Path events = directory.resolve("events");
        SimulationTruth truth = simulator(EnumSet.of(Scenario.FLU_SURGE)).writeTo(events);
        String key = truth.of(Scenario.FLU_SURGE).expectations().get(0).key();

        List<JsonNode> signals = backtest(events, DefaultRules.files().get("purchase-surge.yaml"));

        List<JsonNode> found = signals.stream()
                .filter(signal -> signal.at("/key/value").asText().equals(key))
                .filter(signal -> time(signal, "firstEventAt").isAfter(END.minus(Duration.ofDays(9))))
                .toList();
        assertThat(found).isNotEmpty().allSatisfy(signal -> {
            assertThat(Duration.between(time(signal, "firstEventAt"), time(signal, "lastEventAt")))
                    .isEqualTo(Duration.ofDays(1));
            assertThat(time(signal, "detectedAt")).as("once the day is over").isEqualTo(time(signal, "lastEventAt"));
            assertThat(signal.at("/subject/category").asText()).isEqualTo("ANTIPYRETIC");
            assertThat(signal.at("/region/code").asText()).isEqualTo(key.substring(0, 6));
            assertThat(signal.get("observed").asDouble())
                    .isGreaterThan(signal.get("threshold").asDouble());
        });
        assertThat(time(found.get(0), "firstEventAt"))
                .as("at the latest on the day with twice the usual sales")
                .isBefore(END.minus(Duration.ofDays(5)));
        assertThat(signals)
                .as("the unfinished last day is not judged")
                .allMatch(signal -> time(signal, "lastEventAt").isBefore(END));
    }

    @Test
    void aNetworkThatIsSilentForTenDaysMakesNoSurgeWhenItReturns() throws Exception {
        Path events = directory.resolve("events");
        simulator(EnumSet.noneOf(Scenario.class)).writeTo(events);
        Path purchases = events.resolve("purchase-registrations.jsonl");
        Instant from = END.minus(Duration.ofDays(16));
        Instant until = END.minus(Duration.ofDays(6));
        List<String> all = Files.readAllLines(purchases);
        Files.write(
                purchases,
                all.stream().filter(line -> !isSilenced(line, from, until)).toList());
        assertThat(Files.readAllLines(purchases)).hasSizeLessThan(all.size() * 9 / 10);

        List<JsonNode> signals = backtest(
                events,
                DefaultRules.files()
                        .get("purchase-surge.yaml")
                        .replaceAll("(?m)^detector: .*", "detector: {name: surge, alarmBelow: 0.0001}"));

        assertThat(signals).isEmpty();
    }

    private static boolean isSilenced(String line, Instant from, Instant until) {
        try {
            JsonNode record = JSON.readTree(line);
            Instant time = time(record, "occurredAt");
            return record.get("source").asText().endsWith(NETWORK) && time.isAfter(from) && time.isBefore(until);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
