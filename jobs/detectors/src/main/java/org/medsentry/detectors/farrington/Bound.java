package org.medsentry.detectors.farrington;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.medsentry.detectors.probability.CountDistribution;

/**
 * The upper bound of the counts that a model expects, and how far a count reaches towards it.
 *
 * @param score exceedance: 0 at the expected count, 1 at the bound
 * @param pValue probability of a count as high; for the delta method of one as high on the normal scale
 */
record Bound(double upper, double score, double pValue) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final Bound NONE = new Bound(Double.NaN, Double.NaN, Double.NaN);

    static Bound of(FarringtonSettings settings, Prediction prediction, double count) {
        return switch (settings.thresholdMethod()) {
            case DELTA ->
                delta(
                        prediction,
                        prediction.linearError(prediction.errorDispersion()),
                        settings.transformation(),
                        NORMAL.inverseSurvivalProbability(settings.alpha()),
                        count);
            case NEGATIVE_BINOMIAL -> negativeBinomial(settings, prediction, prediction.mean(), count);
            case NEGATIVE_BINOMIAL_OF_UPPER_MEAN -> {
                double reach = NORMAL.inverseSurvivalProbability(settings.alpha())
                        * prediction.linearError(prediction.errorDispersion());
                yield negativeBinomial(settings, prediction, Math.exp(prediction.linear() + reach), count);
            }
        };
    }

    /** @param quantile of the normal distribution, how many standard deviations the bound lies above the mean */
    static Bound delta(
            Prediction prediction,
            double linearError,
            PowerTransformation transformation,
            double quantile,
            double count) {
        double mean = prediction.mean();
        double error = linearError * mean;
        double tau = prediction.dispersion() + error * error / mean;
        double deviation = transformation.deviation(mean, tau);
        double centre = transformation.of(mean);
        double upper = transformation.back(centre + quantile * deviation);
        double pValue = NORMAL.survivalProbability((transformation.of(count) - centre) / deviation);
        return new Bound(upper, (count - mean) / (upper - mean), pValue);
    }

    private static Bound negativeBinomial(
            FarringtonSettings settings, Prediction prediction, double mean, double count) {
        if (!Double.isFinite(mean)) {
            return NONE;
        }
        CountDistribution counts = new CountDistribution(mean, prediction.dispersion());
        double upper = counts.quantile(1 - settings.alpha());
        double from = switch (settings.reading()) {
            case SURVEILLANCE -> prediction.linear();
            case PUBLISHED -> prediction.mean();
        };
        return new Bound(upper, (count - from) / (upper - from), counts.upperTail(count));
    }
}
