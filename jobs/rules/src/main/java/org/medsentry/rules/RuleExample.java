package org.medsentry.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.medsentry.schemas.document.Level;

/**
 * A few events with what the rule must make of them, as its author wrote them under {@code examples:}. What is not written is
 * for whoever runs the example to fill in.
 *
 * @param line where it stands in the file
 * @param raises what must be raised; empty if nothing must be
 * @param until until when time goes on after {@link #START}, or null: until the last event
 * @param events in the order in which they arrive
 */
public record RuleExample(String name, int line, List<Expected> raises, Duration until, List<Event> events) {

    /** The time that offsets count from: a midnight in China, at the beginning of a week. */
    public static final Instant START = Instant.parse("2025-03-02T16:00:00Z");

    /**
     * What must be raised for one key.
     *
     * @param ruleId another rule than the one that the example belongs to, or null
     * @param level the highest level reached, or null for any
     * @param key value of the key, or null for any
     * @param evidence event ids of exactly the records that it stands on, or null
     */
    public record Expected(String ruleId, Level level, String key, List<String> evidence) {}

    /**
     * One event; maps hold truth values, {@code Long}, {@code Double}, texts, {@code Instant}, lists and maps of
     * these, and null for what the author says is missing.
     *
     * @param at its stream time
     * @param fields of the stream's record; not for a signal
     * @param signal fields of the signal that it is, or null
     * @param product what the catalogue knows of its product, or null: nothing
     * @param recall a recall of its product, or null
     * @param licence the registry's row of its licence, or null
     */
    public record Event(
            int line,
            Instant at,
            Map<String, Object> fields,
            Map<String, Object> signal,
            Map<String, Object> product,
            Map<String, Object> recall,
            Map<String, Object> licence) {}
}
