package org.medsentry.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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
            Map<String, Object> licence) {

        /** One of a row of events: so much later, and with this number wherever a text has #. */
        Event numbered(int number, Duration later) {
            return new Event(
                    line,
                    at.plus(later),
                    numbered(fields, number),
                    numbered(signal, number),
                    numbered(product, number),
                    numbered(recall, number),
                    numbered(licence, number));
        }

        private static Map<String, Object> numbered(Map<String, Object> values, int number) {
            if (values == null) {
                return null;
            }
            Map<String, Object> numbered = new LinkedHashMap<>();
            values.forEach((name, value) -> numbered.put(name, numbered(value, number)));
            return numbered;
        }

        @SuppressWarnings("unchecked") // the maps of examples have texts as keys
        private static Object numbered(Object value, int number) {
            if (value instanceof String text) {
                return text.replace("#", Integer.toString(number));
            }
            if (value instanceof List<?> list) {
                return list.stream().map(element -> numbered(element, number)).toList();
            }
            return value instanceof Map<?, ?> map ? numbered((Map<String, Object>) map, number) : value;
        }
    }
}
