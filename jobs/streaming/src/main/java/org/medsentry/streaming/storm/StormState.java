package org.medsentry.streaming.storm;

import java.util.Arrays;
import org.medsentry.schemas.document.Alert;

/**
 * What is remembered of a rule's newest alerts.
 *
 * @param openings wall-clock times of the newest alerts, oldest first, at most as many as may come within the interval
 * @param first the alert that made it a storm, else null
 * @param count alerts since the storm began
 * @param told how many of them have been told of
 * @param tellAt when the next summary is due; 0 where there is no storm
 */
public record StormState(long[] openings, Alert first, long count, long told, long tellAt) {

    static final StormState CALM = new StormState(new long[0], null, 0, 0, 0);

    boolean isStorm() {
        return first != null;
    }

    /** Whether this opening is one more than may come within the interval. */
    boolean exceeds(int most, long now, long intervalMillis) {
        return openings.length >= most && now - openings[0] < intervalMillis;
    }

    /** One more alert of the rule. */
    StormState opened(int most, long now) {
        int from = openings.length >= most ? 1 : 0;
        long[] newest = Arrays.copyOfRange(openings, from, openings.length + 1);
        newest[newest.length - 1] = now;
        return new StormState(newest, first, isStorm() ? count + 1 : 0, told, tellAt);
    }

    StormState begun(Alert alert, long tellAt) {
        return new StormState(openings, alert, openings.length + 1L, 0, tellAt);
    }

    StormState told(long tellAt) {
        return new StormState(openings, first, count, count, tellAt);
    }

    /** Whether the newest alert is older than the interval. */
    boolean isOver(long now, long intervalMillis) {
        return openings.length == 0 || now - openings[openings.length - 1] >= intervalMillis;
    }
}
