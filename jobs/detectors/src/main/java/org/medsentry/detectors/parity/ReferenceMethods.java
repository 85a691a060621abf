package org.medsentry.detectors.parity;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.medsentry.detectors.cusum.Cusum;
import org.medsentry.detectors.cusum.Standardization;
import org.medsentry.detectors.ears.Ears;
import org.medsentry.detectors.ears.EarsC3;
import org.medsentry.detectors.ears.EarsSettings;
import org.medsentry.detectors.farrington.Farrington;
import org.medsentry.detectors.farrington.FarringtonFlexible;
import org.medsentry.detectors.farrington.FarringtonSettings;
import org.medsentry.detectors.farrington.ThresholdMethod;
import org.medsentry.detectors.historical.BayesianLimit;
import org.medsentry.detectors.historical.HistoricalLimit;
import org.medsentry.detectors.historical.HistoricalWindow;
import org.medsentry.detectors.series.SeriesDetector;

/** The detector for each method and variant that the reference names. */
final class ReferenceMethods {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private ReferenceMethods() {}

    /** Null for a method that is deliberately not compared. */
    static Judge judge(String method, String variant, ReferenceSeries series) {
        return switch (method) {
            case "C1" -> Judge.of(Ears.c1(ears(variant, 0.001, 3)));
            case "C2" -> Judge.of(Ears.c2(ears(variant, 0.001, 3)));
            case "C3" -> Judge.of(new EarsC3(ears(variant, 0.025, 2)));
            // C3 as R computes it: its own documentation says otherwise
            case "C3pkg" -> null;
            case "rki" ->
                Judge.of(
                        new HistoricalLimit(HistoricalWindow.system(Integer.parseInt(variant), series.panesPerYear())));
            case "bayes" -> Judge.of(bayes(variant, series));
            case "cusum" -> Judge.of(cusum(variant, series));
            case "farrington_old" -> {
                Farrington detector = Farrington.of(
                        series.yearsBack(),
                        series.halfWindow(),
                        series.panesPerYear(),
                        Double.parseDouble(variant.substring(variant.lastIndexOf("alpha") + 5)));
                yield Judge.ofFirst(detector, detector::judge);
            }
            case "farringtonFlexible" -> {
                FarringtonFlexible detector = new FarringtonFlexible(flexible(variant, series));
                yield Judge.of(detector, detector::judge);
            }
            default -> throw new IllegalArgumentException("the reference has a method unknown here: " + method);
        };
    }

    /** Variants are default_b7, b7_minSigma0.5, b7_minSigma0.5_cdc, and in the simulation default, minSigma0.5, cdc. */
    private static EarsSettings ears(String variant, double alpha, double thresholdOfCdc) {
        int baseline = 7;
        double minimumDeviation = 0;
        double threshold = NORMAL.inverseSurvivalProbability(alpha);
        for (String part : variant.split("_")) {
            if (part.startsWith("minSigma")) {
                minimumDeviation = Double.parseDouble(part.substring("minSigma".length()));
            } else if (part.equals("cdc")) {
                threshold = thresholdOfCdc;
                minimumDeviation = 0.5;
            } else if (part.matches("b\\d+")) {
                baseline = Integer.parseInt(part.substring(1));
            } else if (!part.equals("default")) {
                throw new IllegalArgumentException("the reference has a variant of EARS unknown here: " + variant);
            }
        }
        return EarsSettings.of(baseline, minimumDeviation, threshold);
    }

    /** Variants are like rossi_k1.04_h2.26_mNULL. */
    private static SeriesDetector cusum(String variant, ReferenceSeries series) {
        String[] parts = variant.split("_");
        Standardization standardization = switch (parts[0]) {
            case "standard" -> Standardization.STANDARD;
            case "rossi" -> Standardization.ROSSI;
            case "anscombe" -> Standardization.ANSCOMBE;
            default ->
                throw new IllegalArgumentException("the reference has a variant of cusum unknown here: " + variant);
        };
        return new Cusum(
                standardization,
                series.monitoredFrom() - 1,
                Double.parseDouble(parts[1].substring(1)),
                Double.parseDouble(parts[2].substring(1)));
    }

    /** Variants are like 2_alpha0.05. */
    private static SeriesDetector bayes(String variant, ReferenceSeries series) {
        String[] parts = variant.split("_alpha");
        return new BayesianLimit(
                HistoricalWindow.system(Integer.parseInt(parts[0]), series.panesPerYear()),
                Double.parseDouble(parts[1]));
    }

    private static FarringtonSettings flexible(String variant, ReferenceSeries series) {
        boolean months = series.panesPerYear() == 12;
        FarringtonSettings noufaily = FarringtonSettings.noufaily()
                .withPeriods(months ? 4 : 10, months ? 6 : 26)
                .withBaseline(series.yearsBack(), series.halfWindow(), series.panesPerYear());
        return switch (variant) {
            case "noufaily" -> noufaily;
            case "noufaily_a005" -> noufaily.withAlpha(0.005);
            case "noufaily_muan" -> noufaily.withThreshold(ThresholdMethod.NEGATIVE_BINOMIAL_OF_UPPER_MEAN);
            case "original" ->
                FarringtonSettings.original()
                        .withBaseline(series.yearsBack(), series.halfWindow(), series.panesPerYear());
            case "pkg_default" ->
                FarringtonSettings.packageDefault()
                        .withPeriods(1, series.halfWindow())
                        .withBaseline(series.yearsBack(), series.halfWindow(), series.panesPerYear());
            default ->
                throw new IllegalArgumentException(
                        "the reference has a variant of farringtonFlexible unknown here: " + variant);
        };
    }
}
