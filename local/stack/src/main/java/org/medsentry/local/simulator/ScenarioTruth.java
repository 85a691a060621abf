package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What a scenario did and what must come of it.
 *
 * @param begin the first instant of its first day
 * @param records how many good records it added
 * @param expectations what the rules have to find
 * @param nearMisses what they must not take for it
 */
public record ScenarioTruth(
        Scenario scenario, Instant begin, long records, List<Expectation> expectations, List<NearMiss> nearMisses) {

    /**
     * One alert that has to be there.
     *
     * @param keyType the key as the rule catalogue names it: {@code buyer}, {@code product+lot}, ...
     * @param key the key's parts in clear, joined by {@code |}; a buyer's identity number appears as its pseudonym in the
     *     alert; null where the catalogue leaves the key's spelling open
     * @param level the level that the whole default catalogue gives; a catalogue without ladders, correlations or modifiers
     *     stays below; null where chance decides how high it climbs
     * @param evidence records that have to be among the evidence; empty for rules that count days
     */
    public record Expectation(
            String ruleId, String keyType, String key, String level, List<RecordReference> evidence) {}

    /** A record that has to be no evidence of this rule. */
    public record NearMiss(String ruleId, RecordReference record) {}
}
