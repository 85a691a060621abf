package org.medsentry.detectors.ears;

import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.detectors.window.MovingBaseline;

/**
 * C1 and C2 of the Early Aberration Reporting System: how many standard deviations a count lies above the mean of a short moving
 * baseline (Hutwagner, Thompson, Seeman and Treadwell, J Urban Health 80, 2003, i89-i96). C1 judges against the panes just before, C2
 * leaves two out between, so that an outbreak that grows slowly does not raise its own baseline. For series too young for a model of
 * season: a week of panes is enough.
 *
 * @param guard panes left out between baseline and pane
 */
public record Ears(int guard, EarsSettings settings) implements SeriesDetector {

    /** Between baseline and pane of C2. */
    static final int GUARD_OF_C2 = 2;

    public static Ears c1(EarsSettings settings) {
        return new Ears(0, settings);
    }

    public static Ears c2(EarsSettings settings) {
        return new Ears(GUARD_OF_C2, settings);
    }

    @Override
    public SeriesState begin() {
        return new SeriesState(guard + settings.baselineLength(), 0);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        if (!pane.observed() || before.known() < guard + settings.baselineLength()) {
            return Assessment.NOT_JUDGED;
        }
        MovingBaseline baseline = MovingBaseline.of(before, 1 + guard, settings.baselineLength());
        if (baseline.observed() < settings.minimumObserved()) {
            return Assessment.NOT_JUDGED;
        }
        double deviation = Math.max(baseline.deviation(), settings.minimumDeviation());
        double upperBound = baseline.mean() + settings.threshold() * deviation;
        double score = (pane.count() - baseline.mean()) / deviation;
        return Assessment.of(baseline.mean(), upperBound, score, Double.NaN, pane.count() > upperBound);
    }
}
