package org.medsentry.detectors.disproportionality;

/**
 * The two ratios that regulators began with: the proportional reporting ratio (Evans, Waller and Davis 2001) and the reporting odds ratio
 * (van Puijenbroek et al. 2002), with 95 % intervals by the normal approximation of their logarithm. Both are infinite and without an
 * interval where no other product has the reaction.
 */
public final class ReportingRatios {

    /** The 97.5 % point of the standard normal distribution. */
    static final double NORMAL_975 = 1.959963984540054;

    private ReportingRatios() {}

    /** Share of the reaction among the reports of the product over its share among all other reports. */
    public static Interval proportionalReportingRatio(PairCounts counts) {
        double together = counts.together();
        double others = counts.reports() - counts.product();
        double value = together / counts.product() / (counts.reactionOnly() / others);
        double error = Math.sqrt(1 / together - 1.0 / counts.product() + 1.0 / counts.reactionOnly() - 1 / others);
        return around(value, error);
    }

    /** Odds of the reaction with the product over its odds without it. */
    public static Interval reportingOddsRatio(PairCounts counts) {
        double together = counts.together();
        double value = together * counts.neither() / ((double) counts.productOnly() * counts.reactionOnly());
        double error = Math.sqrt(
                1 / together + 1.0 / counts.productOnly() + 1.0 / counts.reactionOnly() + 1.0 / counts.neither());
        return around(value, error);
    }

    private static Interval around(double value, double error) {
        if (Double.isInfinite(value)) {
            return new Interval(value, Double.NaN, Double.POSITIVE_INFINITY);
        }
        if (!Double.isFinite(error) || !(value > 0)) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
        double factor = Math.exp(NORMAL_975 * error);
        return new Interval(value, value / factor, value * factor);
    }
}
