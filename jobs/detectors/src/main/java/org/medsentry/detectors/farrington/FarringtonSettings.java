package org.medsentry.detectors.farrington;

/**
 * What Farrington flexible can be told; names in brackets are those of R's farringtonFlexible.
 *
 * @param reweightAbove Anscombe residual above which a pane of the baseline weighs less (weightsThreshold)
 * @param trendBelow p-value of the trend below which it is kept (pThresholdTrend); 1 keeps any
 * @param alpha probability of an alarm without outbreak, one-sided
 * @param transformation of counts for the delta method (powertrans)
 * @param minimumCases with fewer lately there is no alarm (limit54)
 */
public record FarringtonSettings(
        ReferencePeriod period,
        double reweightAbove,
        double trendBelow,
        double alpha,
        ThresholdMethod thresholdMethod,
        PowerTransformation transformation,
        MinimumCases minimumCases,
        Reading reading) {

    public FarringtonSettings {
        if (!(reweightAbove > 0) || !(trendBelow >= 0) || !(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("reweightAbove is " + reweightAbove + ", trendBelow " + trendBelow
                    + ", alpha " + alpha + ": above 0, at least 0, and between 0 and 0.5");
        }
    }

    /** As Noufaily et al. 2013 for weeks: five years, ten periods, half a year left out, any trend. */
    public static FarringtonSettings noufaily() {
        return new FarringtonSettings(
                new ReferencePeriod(5, 3, 52, 10, 26),
                2.58,
                1,
                0.01,
                ThresholdMethod.NEGATIVE_BINOMIAL,
                PowerTransformation.TWO_THIRDS,
                MinimumCases.FIVE_IN_FOUR,
                Reading.SURVEILLANCE);
    }

    /** Weeks as judged by Farrington et al. 1996, but one-sided. */
    public static FarringtonSettings original() {
        return noufaily()
                .withPeriods(1, 3)
                .withReweightAbove(1)
                .withTrendBelow(0.05)
                .withThreshold(ThresholdMethod.DELTA);
    }

    /** The defaults of R's farringtonFlexible. */
    public static FarringtonSettings packageDefault() {
        return original().withReweightAbove(2.58).withAlpha(0.05);
    }

    public int yearsBack() {
        return period.yearsBack();
    }

    public int panesNotIncluded() {
        return period.panesNotIncluded();
    }

    public FarringtonSettings withPeriod(ReferencePeriod value) {
        return new FarringtonSettings(
                value, reweightAbove, trendBelow, alpha, thresholdMethod, transformation, minimumCases, reading);
    }

    public FarringtonSettings withBaseline(int yearsBack, int halfWindow, int panesPerYear) {
        return withPeriod(
                new ReferencePeriod(yearsBack, halfWindow, panesPerYear, period.periods(), period.panesNotIncluded()));
    }

    public FarringtonSettings withPeriods(int periods, int panesNotIncluded) {
        return withPeriod(new ReferencePeriod(
                period.yearsBack(), period.halfWindow(), period.panesPerYear(), periods, panesNotIncluded));
    }

    public FarringtonSettings withReweightAbove(double value) {
        return new FarringtonSettings(
                period, value, trendBelow, alpha, thresholdMethod, transformation, minimumCases, reading);
    }

    public FarringtonSettings withTrendBelow(double value) {
        return new FarringtonSettings(
                period, reweightAbove, value, alpha, thresholdMethod, transformation, minimumCases, reading);
    }

    public FarringtonSettings withAlpha(double value) {
        return new FarringtonSettings(
                period, reweightAbove, trendBelow, value, thresholdMethod, transformation, minimumCases, reading);
    }

    public FarringtonSettings withThreshold(ThresholdMethod value) {
        return new FarringtonSettings(
                period, reweightAbove, trendBelow, alpha, value, transformation, minimumCases, reading);
    }

    public FarringtonSettings withReading(Reading value) {
        return new FarringtonSettings(
                period, reweightAbove, trendBelow, alpha, thresholdMethod, transformation, minimumCases, value);
    }
}
