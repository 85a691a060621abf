package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a simulated month.
 *
 * @param streams by stream id
 * @param recordsByRule of each rule that looks at one event alone: how many good records, scenario or background, set it off
 *     when the whole catalogue of reference data is known from the start; a report counts once, however many versions of it do
 * @param scenarios those that were played
 * @param actors the people of the scenarios in clear, for tests that look for them where they must not be
 */
public record SimulationTruth(
        long seed,
        Instant start,
        Instant end,
        Map<String, StreamTruth> streams,
        Map<String, Long> recordsByRule,
        List<ScenarioTruth> scenarios,
        List<Actor> actors) {

    public SimulationTruth {
        streams = Collections.unmodifiableMap(streams);
        recordsByRule = Collections.unmodifiableMap(recordsByRule);
        scenarios = List.copyOf(scenarios);
        actors = List.copyOf(actors);
    }

    /** Personal data that no topic behind ingest, index, log or dead letter may show. */
    public record Actor(String idNumber, String phone, String name) {}

    /** @throws IllegalArgumentException if the scenario was not played */
    public ScenarioTruth of(Scenario scenario) {
        return scenarios.stream()
                .filter(truth -> truth.scenario() == scenario)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scenario " + scenario.id() + " was not played"));
    }
}
