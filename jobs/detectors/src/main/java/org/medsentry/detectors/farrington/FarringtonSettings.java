package org.medsentry.detectors.farrington;

/**
 * What Farrington flexible can be told; names in brackets are those of R's farringtonFlexible.
 *
 * @param yearsBack years of the baseline (b)
 * @param halfWindow panes on each side of the same pane in a past year that count as its season (w)
 * @param panesPerYear 52 for weeks, 12 for months
 * @param periods parts of a year with a level of their own, the current season one of them; 1 for the windows alone (noPeriods)
 * @param panesNotIncluded newest panes left out of the baseline, for an outbreak may have begun (pastWeeksNotIncluded)
 * @param reweightAbove Anscombe residual above which a pane of the baseline weighs less (weightsThreshold)
 * @param trendBelow p-value of the trend below which it is kept (pThresholdTrend); 1 keeps any
 * @param alpha probability of an alarm without outbreak, one-sided
 * @param minimumCases with fewer cases in the last {@link #casesPanes} panes there is no alarm (limit54)
 */
public record FarringtonSettings(
        int yearsBack,
        int halfWindow,
        int panesPerYear,
        int periods,
        int panesNotIncluded,
        double reweightAbove,
        double trendBelow,
        double alpha,
        ThresholdMethod thresholdMethod,
        PowerTransformation transformation,
        int minimumCases,
        int casesPanes,
        Reading reading) {

    public FarringtonSettings {
        if (yearsBack < 1 || halfWindow < 0 || 2 * halfWindow + 1 > panesPerYear) {
            throw new IllegalArgumentException(
                    "yearsBack is " + yearsBack + ", halfWindow " + halfWindow + ", panesPerYear " + panesPerYear
                            + ": at least 1, at least 0, and a window no longer than a year");
        }
        if (periods < 1 || periods - 1 > panesPerYear - 2 * halfWindow - 1) {
            throw new IllegalArgumentException(
                    "periods are " + periods + ", but a year has only " + panesPerYear + " panes");
        }
        if (panesNotIncluded < 0 || panesNotIncluded >= panesPerYear - halfWindow) {
            throw new IllegalArgumentException("panesNotIncluded is " + panesNotIncluded
                    + ", it has to be at least 0 and to spare the seasons of past years");
        }
        if (!(reweightAbove > 0) || !(trendBelow >= 0) || !(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("reweightAbove is " + reweightAbove + ", trendBelow " + trendBelow
                    + ", alpha " + alpha + ": above 0, at least 0, and between 0 and 0.5");
        }
        if (minimumCases < 0 || casesPanes < 1 || casesPanes > panesPerYear) {
            throw new IllegalArgumentException(
                    "minimumCases is " + minimumCases + " in " + casesPanes + " panes: at least 0, in at least 1");
        }
    }

    /** As Noufaily et al. 2013 for weeks. */
    public static FarringtonSettings noufaily() {
        return new FarringtonSettings(
                5,
                3,
                52,
                10,
                26,
                2.58,
                1,
                0.01,
                ThresholdMethod.NEGATIVE_BINOMIAL,
                PowerTransformation.TWO_THIRDS,
                5,
                4,
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

    public FarringtonSettings withBaseline(int yearsBack, int halfWindow, int panesPerYear) {
        return new FarringtonSettings(
                yearsBack,
                halfWindow,
                panesPerYear,
                periods,
                panesNotIncluded,
                reweightAbove,
                trendBelow,
                alpha,
                thresholdMethod,
                transformation,
                minimumCases,
                casesPanes,
                reading);
    }

    public FarringtonSettings withPeriods(int periods, int panesNotIncluded) {
        return new FarringtonSettings(
                yearsBack,
                halfWindow,
                panesPerYear,
                periods,
                panesNotIncluded,
                reweightAbove,
                trendBelow,
                alpha,
                thresholdMethod,
                transformation,
                minimumCases,
                casesPanes,
                reading);
    }

    public FarringtonSettings withReweightAbove(double reweightAbove) {
        return new FarringtonSettings(
                yearsBack,
                halfWindow,
                panesPerYear,
                periods,
                panesNotIncluded,
                reweightAbove,
                trendBelow,
                alpha,
                thresholdMethod,
                transformation,
                minimumCases,
                casesPanes,
                reading);
    }

    public FarringtonSettings withTrendBelow(double trendBelow) {
        return new FarringtonSettings(
                yearsBack,
                halfWindow,
                panesPerYear,
                periods,
                panesNotIncluded,
                reweightAbove,
                trendBelow,
                alpha,
                thresholdMethod,
                transformation,
                minimumCases,
                casesPanes,
                reading);
    }

    public FarringtonSettings withAlpha(double alpha) {
        return new FarringtonSettings(
                yearsBack,
                halfWindow,
                panesPerYear,
                periods,
                panesNotIncluded,
                reweightAbove,
                trendBelow,
                alpha,
                thresholdMethod,
                transformation,
                minimumCases,
                casesPanes,
                reading);
    }

    public FarringtonSettings withThreshold(ThresholdMethod thresholdMethod) {
        return new FarringtonSettings(
                yearsBack,
                halfWindow,
                panesPerYear,
                periods,
                panesNotIncluded,
                reweightAbove,
                trendBelow,
                alpha,
                thresholdMethod,
                transformation,
                minimumCases,
                casesPanes,
                reading);
    }

    public FarringtonSettings withReading(Reading reading) {
        return new FarringtonSettings(
                yearsBack,
                halfWindow,
                panesPerYear,
                periods,
                panesNotIncluded,
                reweightAbove,
                trendBelow,
                alpha,
                thresholdMethod,
                transformation,
                minimumCases,
                casesPanes,
                reading);
    }
}
