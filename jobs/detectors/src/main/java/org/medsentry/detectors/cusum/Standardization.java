package org.medsentry.detectors.cusum;

/** How a count is brought to the scale on which a cumulative sum adds it up: about standard normal if its mean is as expected. */
public enum Standardization {

    /** (y - m) / sqrt(m), good for large means. */
    STANDARD,

    /** (y - 3m + 2 sqrt(m y)) / (2 sqrt(m)), good for small means: Rossi, Lampugnani and Marchi, Stat Med 18, 1999, 2111-2122. */
    ROSSI,

    /** 3/2 (y^(2/3) - m^(2/3)) / m^(1/6). */
    ANSCOMBE;

    double standardize(double count, double mean) {
        return switch (this) {
            case STANDARD -> (count - mean) / Math.sqrt(mean);
            case ROSSI -> (count - 3 * mean + 2 * Math.sqrt(count * mean)) / (2 * Math.sqrt(mean));
            case ANSCOMBE -> 1.5 * (twoThirds(count) - twoThirds(mean)) / Math.pow(mean, 1.0 / 6);
        };
    }

    /** The count at which the standardized value is the given one; 0 where none is so low. */
    double count(double value, double mean) {
        return switch (this) {
            case STANDARD -> Math.max(0, mean + value * Math.sqrt(mean));
            case ROSSI -> rossi(value, mean);
            case ANSCOMBE -> {
                double twoThirds = value * Math.pow(mean, 1.0 / 6) / 1.5 + twoThirds(mean);
                yield twoThirds < 0 ? 0 : Math.pow(twoThirds, 1.5);
            }
        };
    }

    /** sqrt(y) solves x^2 + 2 sqrt(m) x - (3m + 2 value sqrt(m)) = 0; its square also where it is below 0, as in algo.cusum. */
    private static double rossi(double value, double mean) {
        double inside = 4 * mean + 2 * value * Math.sqrt(mean);
        if (inside < 0) {
            return 0;
        }
        double root = Math.sqrt(inside) - Math.sqrt(mean);
        return root * root;
    }

    private static double twoThirds(double value) {
        double root = Math.cbrt(value);
        return root * root;
    }
}
