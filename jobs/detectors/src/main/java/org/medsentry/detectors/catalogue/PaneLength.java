package org.medsentry.detectors.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long the panes of a series are; a detector may count its seasons by it. */
public enum PaneLength {
    /** A day of the series' zone. */
    DAY(1),
    /** A week of the series' zone, Monday to Sunday. */
    WEEK(7);

    private final int days;

    PaneLength(int days) {
        this.days = days;
    }

    public int days() {
        return days;
    }

    /** As written in rule files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(PaneLength::key).toList();
    }

    /** @throws IllegalArgumentException if no length has this key */
    public static PaneLength of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
