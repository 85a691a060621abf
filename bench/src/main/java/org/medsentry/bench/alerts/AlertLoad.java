package org.medsentry.bench.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medsentry.local.simulator.RecordReference;
import org.medsentry.local.simulator.ScenarioTruth;
import org.medsentry.local.simulator.ScenarioTruth.Expectation;
import org.medsentry.local.simulator.SimulationTruth;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Signal;

/**
 * Holds the alerts of backtests against the stories hidden in their months. A story is found where a signal of the rule cites one of its
 * records, or, for rules that count days, is of its key and not older than the story.
 */
final class AlertLoad {

    private final Map<String, RuleLoad> rules = new TreeMap<>();
    private final Set<String> byChance;
    private double districtWeeks;

    /** @param byChance ids of rules that judge by statistics, or by signals of such rules */
    AlertLoad(Set<String> byChance) {
        this.byChance = byChance;
    }

    /** By rule id. */
    Collection<RuleLoad> rules() {
        return rules.values();
    }

    /** Districts times weeks that were simulated. */
    double districtWeeks() {
        return districtWeeks;
    }

    /**
     * Adds one month.
     *
     * @param results folder of the backtest's files
     * @param ruleIds rules that were in force
     */
    void add(SimulationTruth truth, int districts, Path results, Set<String> ruleIds) throws IOException {
        districtWeeks +=
                districts * (Duration.between(truth.start(), truth.end()).toHours() / (7 * 24.0));
        ruleIds.forEach(this::rule);
        Map<String, Stories> stories = new HashMap<>();
        for (ScenarioTruth scenario : truth.scenarios()) {
            for (Expectation expectation : scenario.expectations()) {
                if (ruleIds.contains(expectation.ruleId())) {
                    stories.computeIfAbsent(expectation.ruleId(), id -> new Stories())
                            .add(expectation, scenario.begin());
                }
            }
        }
        try (Stream<String> lines = Files.lines(results.resolve("signals.jsonl"))) {
            lines.map(line -> Documents.fromJson(line.getBytes(StandardCharsets.UTF_8), Signal.class))
                    .forEach(signal ->
                            stories.getOrDefault(signal.ruleId(), Stories.NONE).see(signal));
        }
        stories.forEach((ruleId, planted) -> planted.close(rule(ruleId)));
        try (Stream<String> lines = Files.lines(results.resolve("alerts.jsonl"))) {
            lines.map(line -> Documents.fromJson(line.getBytes(StandardCharsets.UTF_8), Alert.class))
                    .forEach(alert -> count(alert, stories.getOrDefault(alert.ruleId(), Stories.NONE)));
        }
    }

    private RuleLoad rule(String ruleId) {
        return rules.computeIfAbsent(ruleId, id -> new RuleLoad(id, !byChance.contains(id)));
    }

    private void count(Alert alert, Stories stories) {
        RuleLoad rule = rule(alert.ruleId());
        rule.alerts++;
        if (stories.has(alert.key().value(), alert.lastEventAt())) {
            rule.alertsOfStories++;
        }
    }

    /** The stories of one rule in one month. */
    private static final class Stories {

        static final Stories NONE = new Stories();

        private record Planted(Expectation expectation, Instant begin, Set<RecordReference> records) {

            boolean isOf(String key, List<Evidence> evidence, Instant at) {
                return records.isEmpty()
                        ? expectation.key().equals(key) && !at.isBefore(begin)
                        : evidence.stream()
                                .map(item -> new RecordReference(item.stream(), item.source(), item.eventId()))
                                .anyMatch(records::contains);
            }
        }

        /** Since when each key of their signals is theirs. */
        private final Map<String, Instant> keys = new HashMap<>();

        private final Map<Planted, Duration> found = new HashMap<>();
        private final Set<Planted> planted = new HashSet<>();

        void add(Expectation expectation, Instant begin) {
            planted.add(new Planted(expectation, begin, Set.copyOf(expectation.evidence())));
        }

        void see(Signal signal) {
            String key = signal.key().value();
            for (Planted story : planted) {
                if (story.isOf(key, signal.evidence(), signal.lastEventAt())) {
                    keys.merge(key, story.begin(), (one, other) -> one.isBefore(other) ? one : other);
                    Instant from = story.records().isEmpty() ? story.begin() : signal.lastEventAt();
                    found.merge(
                            story,
                            Duration.between(from, signal.detectedAt()),
                            (one, other) -> one.compareTo(other) <= 0 ? one : other);
                }
            }
        }

        boolean has(String key, Instant at) {
            return keys.containsKey(key) && !at.isBefore(keys.get(key));
        }

        void close(RuleLoad rule) {
            rule.planted += planted.size();
            rule.found += found.size();
            rule.delays.addAll(found.values());
        }
    }
}
