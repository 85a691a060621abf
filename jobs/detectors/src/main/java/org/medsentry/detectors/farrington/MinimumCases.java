package org.medsentry.detectors.farrington;

import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesState;

/**
 * How many cases there have to be lately for an alarm (limit54): with a handful in a month no model is needed to see that they are few.
 *
 * @param panes among which the one that is judged is the last
 */
public record MinimumCases(int cases, int panes) {

    /** Five in four weeks. */
    public static final MinimumCases FIVE_IN_FOUR = new MinimumCases(5, 4);

    public MinimumCases {
        if (cases < 0 || panes < 1) {
            throw new IllegalArgumentException(
                    "the minimum is " + cases + " cases in " + panes + " panes, it has to be at least 0 in at least 1");
        }
    }

    /** What was not observed adds no cases. */
    boolean reached(SeriesState before, Pane pane) {
        double sum = pane.count();
        for (int ago = 1; ago < panes; ago++) {
            double count = before.count(ago);
            if (!Double.isNaN(count)) {
                sum += count;
            }
        }
        return sum >= cases;
    }
}
