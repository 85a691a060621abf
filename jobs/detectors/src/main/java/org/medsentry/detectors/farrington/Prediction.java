package org.medsentry.detectors.farrington;

/**
 * What a fitted model expects of the pane that is judged.
 *
 * @param linear logarithm of the expected count
 * @param unscaledVariance of it, for a dispersion of 1
 * @param errorDispersion dispersion by which errors are taken
 * @param dispersion variance over mean, at least 1
 * @param trend change of the logarithm a pane; NaN without
 * @param trendPValue two-sided; NaN without trend
 */
record Prediction(
        double linear,
        double unscaledVariance,
        double errorDispersion,
        double dispersion,
        double trend,
        double trendPValue) {

    double mean() {
        return Math.exp(linear);
    }

    /** Standard error of the logarithm of the expected count. */
    double linearError(double dispersion) {
        return Math.sqrt(unscaledVariance * dispersion);
    }
}
