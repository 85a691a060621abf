package org.medsentry.detectors.window;

import org.medsentry.detectors.series.SeriesState;

/**
 * Mean and sample standard deviation of the observed counts in a stretch of a series; what was not observed is left out.
 *
 * @param observed how many panes of the stretch were observed
 * @param mean NaN where none was
 * @param deviation with divisor observed - 1, exactly 0 where all counts are the same; NaN for fewer than two
 */
public record MovingBaseline(int observed, double mean, double deviation) {

    /**
     * @param newest how many panes ago the stretch ends, 1 for the newest learned
     * @param length how many panes it has; all of them are to be known
     */
    public static MovingBaseline of(SeriesState state, int newest, int length) {
        // differences to one of the counts: sums of whole numbers are exact, and equal counts give exactly 0
        double shift = Double.NaN;
        double sum = 0;
        double squares = 0;
        int observed = 0;
        for (int ago = newest; ago < newest + length; ago++) {
            double count = state.count(ago);
            if (Double.isNaN(count)) {
                continue;
            }
            if (observed == 0) {
                shift = count;
            }
            double difference = count - shift;
            sum += difference;
            squares += difference * difference;
            observed++;
        }
        double variance = observed < 2
                ? Double.NaN
                : Math.max(0, (observed * squares - sum * sum) / ((double) observed * (observed - 1)));
        return new MovingBaseline(observed, shift + sum / observed, Math.sqrt(variance));
    }
}
