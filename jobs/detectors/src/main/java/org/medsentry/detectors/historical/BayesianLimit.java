package org.medsentry.detectors.historical;

import org.medsentry.detectors.probability.CountDistribution;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/**
 * The quantile of the next count given historical ones, all Poisson of one mean that is unknown (Jeffreys' prior): negative binomial of
 * size total + 1/2 and probability n / (n + 1) (Riebler 2004; Hoehle and Riebler 2005; R's algo.bayes). Takes into account that a mean of few
 * panes is uncertain, but not overdispersion. The score is 1 - p-value.
 *
 * @param alpha probability of a count above the limit
 */
public record BayesianLimit(HistoricalWindow window, double alpha) implements SeriesDetector {

    public BayesianLimit {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", it has to be above 0 and below 1");
        }
    }

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
        double panes = sums.observed();
        CountDistribution next = new CountDistribution((sums.total() + 0.5) / panes, (panes + 1) / panes);
        double limit = next.quantile(1 - alpha);
        double pValue = next.upperTail(pane.count());
        return Assessment.of(next.mean(), limit, 1 - pValue, pValue, pane.count() > limit);
    }
}
