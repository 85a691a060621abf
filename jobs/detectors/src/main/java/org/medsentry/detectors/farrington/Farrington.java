package org.medsentry.detectors.farrington;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/**
 * The first of the Farrington family (Farrington et al., J R Stat Soc A 159, 1996, 547-563), as R's algo.farrington: only the same panes
 * of past years are the baseline, and the bound is that of a two-sided interval.
 *
 * @param alpha of the two-sided interval: an alarm has half of it
 */
public record Farrington(
        int yearsBack,
        int halfWindow,
        int panesPerYear,
        double alpha,
        PowerTransformation transformation,
        MinimumCases minimumCases)
        implements SeriesDetector {

    private static final double REWEIGHT_ABOVE = 1;
    private static final double TREND_BELOW = 0.05;

    public Farrington {
        if (yearsBack < 1 || halfWindow < 0 || 2 * halfWindow + 1 > panesPerYear) {
            throw new IllegalArgumentException(
                    "yearsBack is " + yearsBack + ", halfWindow " + halfWindow + ", panesPerYear " + panesPerYear
                            + ": at least 1, at least 0, and a window no longer than a year");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", it has to be above 0 and below 1");
        }
    }

    /** Power 2/3, at least five cases in four panes. */
    public static Farrington of(int yearsBack, int halfWindow, int panesPerYear, double alpha) {
        return new Farrington(
                yearsBack, halfWindow, panesPerYear, alpha, PowerTransformation.TWO_THIRDS, MinimumCases.FIVE_IN_FOUR);
    }

    @Override
    public SeriesState begin() {
        return new SeriesState(Math.max(yearsBack * panesPerYear + halfWindow, minimumCases.panes() - 1), 0);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        FarringtonJudgement judgement = judge(before, pane);
        return judgement == null ? Assessment.NOT_JUDGED : judgement.assessment();
    }

    /** Null where nothing can be said, as with {@link FarringtonFlexible#judge}. */
    public FarringtonJudgement judge(SeriesState before, Pane pane) {
        if (!pane.observed() || before.known() < yearsBack * panesPerYear + halfWindow) {
            return null;
        }
        ReferencePanes panes = ReferencePanes.windows(yearsBack, halfWindow, panesPerYear);
        BaselineModel model = BaselineModel.of(before, panes, REWEIGHT_ABOVE, Reading.PUBLISHED);
        Prediction prediction = model == null ? null : model.predict(yearsBack, TREND_BELOW);
        if (prediction == null) {
            return null;
        }
        Bound bound = Bound.delta(
                prediction,
                prediction.linearError(prediction.dispersion()),
                transformation,
                NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha / 2),
                pane.count());
        boolean enoughCases = minimumCases.reached(before, pane);
        return new FarringtonJudgement(
                prediction.mean(),
                bound.upper(),
                bound.score(),
                bound.pValue(),
                prediction.dispersion(),
                prediction.trend(),
                enoughCases,
                enoughCases && bound.score() > 1);
    }
}
