package org.medsentry.detectors.historical;

import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/**
 * The upper limit of the mean of historical panes, as the Robert Koch Institute used to watch notifiable diseases (R's algo.rki): two
 * standard deviations above a mean over 20; for a smaller one the upper limit of the 95 % confidence interval of a Poisson mean at the
 * whole part of it (Crow and Gardner, Biometrika 46, 1959, 441-453, table 1). The score is the count in units of the distance from mean
 * to limit.
 */
public record HistoricalLimit(HistoricalWindow window) implements SeriesDetector {

    /** By whole counts from 0 to 20. */
    private static final double[] CROW_AND_GARDNER = {
        3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.050, 20.335, 21.364,
        22.945, 23.762, 25.400, 26.306, 27.735, 28.966, 30.017
    };

    @Override
    public SeriesState begin() {
        return new SeriesState(window.oldest(), 0);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        HistoricalWindow.Sums sums = pane.observed() ? window.sums(before) : null;
        if (sums == null) {
            return Assessment.NOT_JUDGED;
        }
        double mean = sums.mean();
        double limit = mean > CROW_AND_GARDNER.length - 1 ? mean + 2 * sums.deviation() : CROW_AND_GARDNER[(int) mean];
        double score = (pane.count() - mean) / (limit - mean);
        return Assessment.of(mean, limit, score, Double.NaN, pane.count() > limit);
    }
}
