package org.medsentry.detectors.ears;

import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.detectors.window.MovingBaseline;

/**
 * C3 of the Early Aberration Reporting System: what the scores C2 of three panes exceed 1 by, added up, so that three days a little
 * above count as much as one far above (Hutwagner et al., J Urban Health 80, 2003, i89-i96; Fricker, Hegler and Dunfee, Stat Med 27,
 * 2008). An earlier pane that was not observed, or whose baseline was not, adds nothing. R's earsC 1.20.3 to 1.26.1 puts the count where
 * its own documentation has the mean, so that its C3 does not depend on the pane it judges: this one follows the documentation.
 */
public record EarsC3(EarsSettings settings) implements SeriesDetector {

    private static final int PANES = 3;

    @Override
    public SeriesState begin() {
        return new SeriesState(PANES - 1 + Ears.GUARD_OF_C2 + settings.baselineLength(), 0);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        if (!pane.observed() || before.known() < PANES - 1 + Ears.GUARD_OF_C2 + settings.baselineLength()) {
            return Assessment.NOT_JUDGED;
        }
        MovingBaseline baseline = baseline(before, 0);
        if (baseline.observed() < settings.minimumObserved()) {
            return Assessment.NOT_JUDGED;
        }
        double score = excess(baseline, pane.count());
        for (int ago = 1; ago < PANES; ago++) {
            score += excess(baseline(before, ago), before.count(ago));
        }
        return Assessment.of(baseline.mean(), Double.NaN, score, Double.NaN, score > settings.threshold());
    }

    /** The baseline of C2 for the pane so many panes ago. */
    private MovingBaseline baseline(SeriesState state, int ago) {
        return MovingBaseline.of(state, ago + 1 + Ears.GUARD_OF_C2, settings.baselineLength());
    }

    private double excess(MovingBaseline baseline, double count) {
        if (baseline.observed() < settings.minimumObserved()) {
            return 0;
        }
        double score = (count - baseline.mean()) / Math.max(baseline.deviation(), settings.minimumDeviation());
        // not a number where count is not, or where it lies on a baseline without any spread
        return score > 1 ? score - 1 : 0;
    }
}
