package org.medsentry.detectors.cusum;

import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/**
 * Cumulative sum of standardized counts above a reference value (Page, Biometrika 41, 1954; for counts Rossi, Lampugnani and Marchi, Stat
 * Med 18, 1999), as R's algo.cusum: the expected mean is that of the first panes of the series and stays, and an alarm does not set the
 * sum back. Adds up small rises that no single pane shows. A pane that was not observed leaves the sum as it is.
 *
 * @param trainingPanes panes whose mean is the expected one; none of them is judged
 * @param reference k, what each standardized count is lowered by; 1.04 there
 * @param decision h, the sum at which it alarms; 2.26 there
 */
public record Cusum(Standardization standardization, int trainingPanes, double reference, double decision)
        implements SeriesDetector {

    private static final int TOTAL = 0;
    private static final int OBSERVED = 1;
    private static final int SUM = 2;

    public Cusum {
        if (trainingPanes < 1) {
            throw new IllegalArgumentException("trainingPanes is " + trainingPanes + ", it has to be at least 1");
        }
        if (!(reference >= 0) || !(decision > 0)) {
            throw new IllegalArgumentException(
                    "reference is " + reference + " and decision is " + decision + ", they have to be >= 0 and > 0");
        }
    }

    @Override
    public SeriesState begin() {
        return new SeriesState(0, 3);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        double mean = before.sum(TOTAL) / before.sum(OBSERVED);
        // half of the training has to be observed; nothing can be said against a mean of 0
        boolean trained = before.learned() >= trainingPanes && 2 * before.sum(OBSERVED) >= trainingPanes && mean > 0;
        if (!trained || !pane.observed()) {
            return Assessment.NOT_JUDGED;
        }
        double sum = next(before, pane, mean);
        return Assessment.of(mean, upperBound(before, mean), sum, Double.NaN, sum >= decision);
    }

    /** The smallest count that alarms; for the standard sum the next whole one, as in algo.cusum. */
    private double upperBound(SeriesState before, double mean) {
        double bound = standardization.count(decision + reference - before.sum(SUM), mean);
        return standardization == Standardization.STANDARD ? Math.ceil(bound) : bound;
    }

    private double next(SeriesState before, Pane pane, double mean) {
        return Math.max(0, before.sum(SUM) + standardization.standardize(pane.count(), mean) - reference);
    }

    @Override
    public void learn(SeriesState state, Pane pane) {
        if (pane.observed()) {
            if (state.learned() < trainingPanes) {
                state.setSum(TOTAL, state.sum(TOTAL) + pane.count());
                state.setSum(OBSERVED, state.sum(OBSERVED) + 1);
            } else if (state.sum(TOTAL) > 0) {
                state.setSum(SUM, next(state, pane, state.sum(TOTAL) / state.sum(OBSERVED)));
            }
        }
        state.learn(pane);
    }
}
