package org.medsentry.streaming.pattern;

import java.util.List;

/**
 * One match.
 *
 * @param taken the records of each step, in the order of time; empty for a step that took none
 */
record SequenceMatch(List<List<SequenceEvent>> taken) {

    /** The record of the last step that took one. */
    SequenceEvent deciding() {
        for (int step = taken.size() - 1; step >= 0; step--) {
            List<SequenceEvent> events = taken.get(step);
            if (!events.isEmpty()) {
                return events.get(events.size() - 1);
            }
        }
        throw new IllegalStateException("a match without records");
    }

    List<SequenceEvent> events() {
        return taken.stream().flatMap(List::stream).toList();
    }
}
