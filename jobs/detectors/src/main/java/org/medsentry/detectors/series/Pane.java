package org.medsentry.detectors.series;

import java.time.LocalDate;

/**
 * What one closed period of a series counted. Series are given without gaps: a period in which nothing happened is a pane of zero, one
 * of which nothing is known is a pane that was not observed.
 *
 * @param start first day of the period
 * @param count how much was counted, not negative; without meaning where nothing was observed
 * @param observed false where the feed was silent: neither a fall nor a baseline
 */
public record Pane(LocalDate start, double count, boolean observed) {

    public Pane {
        if (observed && !(count >= 0 && Double.isFinite(count))) {
            throw new IllegalArgumentException(
                    "the count of " + start + " is " + count + ", it has to be finite and >= 0");
        }
    }

    public static Pane of(LocalDate start, double count) {
        return new Pane(start, count, true);
    }

    public static Pane notObserved(LocalDate start) {
        return new Pane(start, 0, false);
    }
}
