package org.medsentry.detectors.farrington;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.medsentry.detectors.regression.GroupedLeastSquares;
import org.medsentry.detectors.regression.LeastSquares;
import org.medsentry.detectors.regression.QuasiPoissonFit;
import org.medsentry.detectors.regression.QuasiPoissonRegression;
import org.medsentry.detectors.series.SeriesState;

/**
 * The model of the Farrington family: counts of the baseline by part of the year and linear trend, fitted twice, the second time with
 * little weight for panes that the first fit finds far too high, since past outbreaks would hide new ones.
 */
final class BaselineModel {

    private static final int YEARS_FOR_A_TREND = 3;

    /** Rows of the baseline that were observed. */
    private final double[] counts;

    private final int[] groupOf;
    private final double[] time;
    private final int groups;
    private final double reweightAbove;
    private final Reading reading;

    private BaselineModel(
            double[] counts, int[] groupOf, double[] time, int groups, double reweightAbove, Reading reading) {
        this.counts = counts;
        this.groupOf = groupOf;
        this.time = time;
        this.groups = groups;
        this.reweightAbove = reweightAbove;
        this.reading = reading;
    }

    /** Null where less than half of the baseline, or of the current season in it, was observed. */
    static BaselineModel of(SeriesState state, ReferencePanes panes, double reweightAbove, Reading reading) {
        int all = panes.panesAgo().length;
        double[] counts = new double[all];
        int[] groupOf = new int[all];
        double[] time = new double[all];
        int current = panes.groups() - 1;
        int observed = 0;
        int seasonPanes = 0;
        int seasonObserved = 0;
        for (int row = 0; row < all; row++) {
            int ago = panes.panesAgo()[row];
            boolean season = panes.groupOf()[row] == current;
            seasonPanes += season ? 1 : 0;
            double count = state.count(ago);
            if (Double.isNaN(count)) {
                continue;
            }
            counts[observed] = count;
            groupOf[observed] = panes.groupOf()[row];
            time[observed] = -ago;
            seasonObserved += season ? 1 : 0;
            observed++;
        }
        if (2 * observed < all || 2 * seasonObserved < seasonPanes) {
            return null;
        }
        if (observed < all) {
            counts = Arrays.copyOf(counts, observed);
            groupOf = Arrays.copyOf(groupOf, observed);
            time = Arrays.copyOf(time, observed);
        }
        return new BaselineModel(counts, groupOf, time, panes.groups(), reweightAbove, reading);
    }

    /**
     * What the model expects of the pane that is judged. The trend stays only if at least three years show it, if it is significant, and
     * if it does not lead above all that was ever counted. Null where the fit does not converge.
     */
    Prediction predict(int yearsBack, double trendBelow) {
        Prediction withTrend = fit(true);
        if (withTrend == null || Double.isNaN(withTrend.trend())) {
            return withTrend;
        }
        boolean keep = yearsBack >= YEARS_FOR_A_TREND
                && withTrend.trendPValue() < trendBelow
                && withTrend.mean() <= Arrays.stream(counts).max().orElse(0);
        return keep ? withTrend : fit(false);
    }

    private Prediction fit(boolean wanted) {
        boolean trend = wanted;
        LeastSquares design = design(trend);
        QuasiPoissonFit fit = QuasiPoissonRegression.STANDARD.fit(design, counts);
        if (!fit.converged() && trend) {
            trend = false;
            design = design(false);
            fit = QuasiPoissonRegression.STANDARD.fit(design, counts);
        }
        if (!fit.converged()) {
            return null;
        }
        double[] weights = weights(fit.anscombeResiduals(Math.max(fit.dispersion(), 1)));
        fit = QuasiPoissonRegression.STANDARD.fit(design, counts, weights, null);
        double errors = switch (reading) {
            case SURVEILLANCE -> fit.dispersion(weights);
            case PUBLISHED -> fit.dispersion();
        };
        return prediction(fit, trend, errors);
    }

    private LeastSquares design(boolean trend) {
        return new GroupedLeastSquares(groupOf, groups, trend ? time : null);
    }

    /** Residuals above the limit get a weight that falls with their square; weights add up to the number of rows. */
    private double[] weights(double[] residuals) {
        double[] weights = new double[residuals.length];
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            double residual = residuals[row];
            weights[row] = residual > reweightAbove ? 1 / (residual * residual) : 1;
            sum += weights[row];
        }
        double scale = weights.length / sum;
        for (int row = 0; row < weights.length; row++) {
            weights[row] *= scale;
        }
        return weights;
    }

    private Prediction prediction(QuasiPoissonFit fit, boolean trend, double errors) {
        // time is counted from the pane that is judged: its predictor is the level of its season
        int current = groups - 1;
        double slope = trend ? fit.coefficient(groups) : Double.NaN;
        double pValue =
                trend ? pValue(slope, fit.unscaledVariance(groups) * errors, fit.degreesOfFreedom()) : Double.NaN;
        return new Prediction(
                fit.coefficient(current),
                fit.unscaledVariance(current),
                errors,
                Math.max(fit.dispersion(), 1),
                slope,
                pValue);
    }

    private static double pValue(double slope, double variance, int degreesOfFreedom) {
        return degreesOfFreedom > 0 && variance > 0
                ? 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(slope) / Math.sqrt(variance))
                : Double.NaN;
    }
}
