package org.medsentry.detectors.farrington;

import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesState;

/** How much was counted lately: with a handful of cases in a month no model is needed to see that they are few. */
final class RecentCases {

    private RecentCases() {}

    /** In so many panes, the given one the last of them. */
    static double of(SeriesState before, Pane pane, int panes) {
        double cases = pane.count();
        for (int ago = 1; ago < panes; ago++) {
            double count = before.count(ago);
            if (!Double.isNaN(count)) {
                cases += count;
            }
        }
        return cases;
    }
}
