package org.medsentry.detectors.quality;

import java.time.LocalDate;

/**
 * A series of which it is known when there was an outbreak.
 *
 * @param group scenario or signal it belongs to, from 1
 * @param number its number within the group, from 1
 * @param start first day of the first pane
 * @param daysPerPane 1 or 7
 * @param outbreak panes with an outbreak
 * @param testFrom first pane that is evaluated, from 0; what lies before is history
 * @param outbreakFrom first pane of the outbreak to be found, -1 if there is none
 * @param outbreakTo its last pane
 */
public record WatchedSeries(
        int group,
        int number,
        LocalDate start,
        int daysPerPane,
        double[] counts,
        boolean[] outbreak,
        int testFrom,
        int outbreakFrom,
        int outbreakTo) {

    public boolean hasOutbreak() {
        return outbreakFrom >= 0;
    }

    public LocalDate date(int pane) {
        return start.plusDays((long) pane * daysPerPane);
    }

    public int tested() {
        return counts.length - testFrom;
    }
}
