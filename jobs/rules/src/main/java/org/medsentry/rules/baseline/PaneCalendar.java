package org.medsentry.rules.baseline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.medsentry.detectors.catalogue.PaneLength;

/** Where panes begin and end in a zone. A pane is named by its first day, counted from 1970-01-01; weeks begin on Monday. */
public final class PaneCalendar {

    /** 1970-01-01 was a Thursday. */
    private static final int DAYS_SINCE_MONDAY = 3;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** A power of two. */
    private static final int REMEMBERED = 32;

    private final PaneLength length;
    private final ZoneId zone;

    /** Panes that were asked for, with their first moment and the first one after them; records ask for few of them again and again. */
    private final long[] panes = new long[REMEMBERED];

    private final long[] starts = new long[REMEMBERED];
    private final long[] ends = new long[REMEMBERED];

    public PaneCalendar(PaneLength length, ZoneId zone) {
        this.length = length;
        this.zone = zone;
        Arrays.fill(panes, Long.MIN_VALUE);
    }

    public PaneLength length() {
        return length;
    }

    /** The pane that holds a moment. */
    public long paneOf(long epochMillis) {
        long day = Math.floorDiv(epochMillis, DAY_MILLIS);
        long pane = paneOfDay(day);
        if (epochMillis >= endMillis(pane)) {
            return paneOfDay(day + 1); // ahead of UTC
        }
        return epochMillis < startMillis(pane) ? paneOfDay(day - 1) : pane;
    }

    private long paneOfDay(long day) {
        return switch (length) {
            case DAY -> day;
            case WEEK -> day - Math.floorMod(day + DAYS_SINCE_MONDAY, length.days());
        };
    }

    public long next(long pane) {
        return pane + length.days();
    }

    /** How many panes lie between two of them. */
    public int between(long pane, long later) {
        return (int) ((later - pane) / length.days());
    }

    public Instant startOf(long pane) {
        return LocalDate.ofEpochDay(pane).atStartOfDay(zone).toInstant();
    }

    /** The first moment that it does not hold. */
    public Instant endOf(long pane) {
        return startOf(next(pane));
    }

    long endMillis(long pane) {
        return ends[place(pane)];
    }

    private long startMillis(long pane) {
        return starts[place(pane)];
    }

    /** Where the pane is remembered. */
    private int place(long pane) {
        int place = (int) (Math.floorDiv(pane, length.days()) & REMEMBERED - 1);
        if (panes[place] != pane) {
            panes[place] = pane;
            starts[place] = startOf(pane).toEpochMilli();
            ends[place] = endOf(pane).toEpochMilli();
        }
        return place;
    }
}
