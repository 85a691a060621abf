package org.medsentry.detectors.farrington;

/** The power of a count that is taken as normal. */
public enum PowerTransformation {
    /** The count itself. */
    NONE(1),
    /** Keeps the variance. */
    SQUARE_ROOT(0.5),
    /** Takes the skewness away. */
    TWO_THIRDS(2.0 / 3);

    private final double exponent;

    PowerTransformation(double exponent) {
        this.exponent = exponent;
    }

    double of(double count) {
        return this == NONE ? count : Math.pow(count, exponent);
    }

    double back(double value) {
        return this == NONE ? value : Math.pow(value, 1 / exponent);
    }

    /** Standard deviation of the power of a new count less that of the fitted mean, to first order. */
    double deviation(double mean, double tau) {
        // exponent^2 mean^(2 exponent - 1) tau
        return switch (this) {
            case NONE -> Math.sqrt(mean * tau);
            case SQUARE_ROOT -> Math.sqrt(tau / 4);
            case TWO_THIRDS -> Math.sqrt(4.0 / 9 * Math.cbrt(mean) * tau);
        };
    }
}
