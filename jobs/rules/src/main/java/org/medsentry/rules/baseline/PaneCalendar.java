package org.medsentry.rules.baseline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.medsentry.detectors.catalogue.PaneLength;

/** Where panes begin and end in a zone. A pane is named by its first day, counted from 1970-01-01; weeks begin on Monday. */
public final class PaneCalendar {

    /** 1970-01-01 was a Thursday. */
    private static final int DAYS_SINCE_MONDAY = 3;

    private final PaneLength length;
    private final ZoneId zone;

    /** The last answer, for records come in the order of time. */
    private long known;

    private long knownFrom = 1;
    private long knownUntil;

    public PaneCalendar(PaneLength length, ZoneId zone) {
        this.length = length;
        this.zone = zone;
    }

    public PaneLength length() {
        return length;
    }

    /** The pane that holds a moment. */
    public long paneOf(long epochMillis) {
        if (epochMillis < knownFrom || epochMillis >= knownUntil) {
            long day =
                    LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), zone).toEpochDay();
            known = switch (length) {
                case DAY -> day;
                case WEEK -> day - Math.floorMod(day + DAYS_SINCE_MONDAY, length.days());
            };
            knownFrom = startOf(known).toEpochMilli();
            knownUntil = endMillis(known);
        }
        return known;
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
        return endOf(pane).toEpochMilli();
    }
}
