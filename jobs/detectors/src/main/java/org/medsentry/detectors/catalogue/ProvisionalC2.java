package org.medsentry.detectors.catalogue;

import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/** Stands in for EARS C2 until the exact one is here. */
final class ProvisionalC2 implements SeriesDetector {

    private final int baseline;
    private final int lag;
    private final double threshold;

    ProvisionalC2(int baseline, int lag, double threshold) {
        this.baseline = baseline;
        this.lag = lag;
        this.threshold = threshold;
    }

    @Override
    public SeriesState begin() {
        return new SeriesState(baseline + lag, 0);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        if (!pane.observed() || before.known() < baseline + lag) {
            return Assessment.NOT_JUDGED;
        }
        double sum = 0;
        int known = 0;
        for (int ago = lag + 1; ago <= lag + baseline; ago++) {
            float count = before.count(ago);
            if (!Float.isNaN(count)) {
                sum += count;
                known++;
            }
        }
        if (known < 3) {
            return Assessment.NOT_JUDGED;
        }
        double mean = sum / known;
        double squares = 0;
        for (int ago = lag + 1; ago <= lag + baseline; ago++) {
            float count = before.count(ago);
            squares += Float.isNaN(count) ? 0 : (count - mean) * (count - mean);
        }
        double deviation = Math.sqrt(squares / (known - 1));
        double score = (pane.count() - mean) / deviation;
        return Assessment.of(
                mean, mean + threshold * deviation, score, Double.NaN, pane.count() > mean + threshold * deviation);
    }
}
