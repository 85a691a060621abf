package org.medsentry.detectors.farrington;

import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/**
 * The detector of Public Health England for weekly counts of hundreds of organisms: Farrington, Andrews, Beale and Catchpole, J R Stat
 * Soc A 159, 1996, 547-563, as improved by Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett, Stat Med 32, 2013, 1206-1222;
 * meets R's farringtonFlexible. Fits a model to years of history for every pane, so it knows season and trend. The state is the history:
 * 1.1 kB for five years of weeks. Like there, a history of zeros alone is not judged where its fit does not converge in 25 steps, as with
 * the settings of Noufaily; with those of 1996 it is.
 */
public final class FarringtonFlexible implements SeriesDetector {

    private final FarringtonSettings settings;
    private final ReferencePanes panes;

    public FarringtonFlexible(FarringtonSettings settings) {
        this.settings = settings;
        this.panes = ReferencePanes.of(settings.period());
    }

    @Override
    public SeriesState begin() {
        return new SeriesState(Math.max(panes.oldest(), settings.minimumCases().panes() - 1), 0);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        FarringtonJudgement judgement = judge(before, pane);
        return judgement == null ? Assessment.NOT_JUDGED : judgement.assessment();
    }

    /**
     * Null where nothing can be said: the pane was not observed, the series is younger than the baseline, too much of the baseline was not
     * observed, or the model does not converge.
     */
    public FarringtonJudgement judge(SeriesState before, Pane pane) {
        if (!pane.observed() || before.known() < panes.oldest()) {
            return null;
        }
        BaselineModel model = BaselineModel.of(before, panes, settings.reweightAbove(), settings.reading());
        Prediction prediction = model == null ? null : model.predict(settings.yearsBack(), settings.trendBelow());
        if (prediction == null) {
            return null;
        }
        Bound bound = Bound.of(settings, prediction, pane.count());
        boolean enoughCases = settings.minimumCases().reached(before, pane);
        return new FarringtonJudgement(
                prediction.mean(),
                bound.upper(),
                bound.score(),
                bound.pValue(),
                prediction.dispersion(),
                prediction.trend(),
                enoughCases,
                enoughCases && bound.score() > 1 && pane.count() > 0);
    }
}
