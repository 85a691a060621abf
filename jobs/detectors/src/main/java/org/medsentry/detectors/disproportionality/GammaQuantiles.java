package org.medsentry.detectors.disproportionality;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Quantiles of gamma distributions to some 1e-13 relative. The distribution of Apache Commons solves to 1e-9 absolute, which is no digit
 * at all of the lower bound of a sparse pair.
 *
 * <p>The density of the logarithm of a gamma variable is log-concave, hence so are both tails in the logarithm, and Newton's method on
 * the logarithm of the smaller tail converges from anywhere and from one side.
 */
final class GammaQuantiles {

    private static final int MOST_STEPS = 200;
    private static final double CLOSE_ENOUGH = 1e-14;

    private GammaQuantiles() {}

    /** The value that a gamma variable of this shape and rate stays below with this probability, 0 &lt; probability &lt; 1. */
    static double quantile(double shape, double rate, double probability) {
        if (!(shape > 0) || !(rate > 0) || !(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "no gamma quantile: shape " + shape + ", rate " + rate + ", probability " + probability);
        }
        double logarithm = start(shape, probability);
        for (int step = 0; step < MOST_STEPS; step++) {
            double change = step(shape, logarithm, probability);
            logarithm += change;
            if (Math.abs(change) <= CLOSE_ENOUGH * Math.max(1, Math.abs(logarithm))) {
                break;
            }
        }
        return Math.exp(logarithm) / rate;
    }

    private static double step(double shape, double logarithm, double probability) {
        double x = Math.exp(logarithm);
        double slope = RegularizedGamma.P.derivative(shape, x) * x;
        if (probability <= 0.5) {
            double tail = RegularizedGamma.P.value(shape, x);
            return Math.log(probability / tail) * tail / slope;
        }
        double tail = RegularizedGamma.Q.value(shape, x);
        return Math.log(tail / (1 - probability)) * tail / slope;
    }

    /** By Wilson and Hilferty's cube root, or by the leading term of the lower tail where that is no good. */
    private static double start(double shape, double probability) {
        double root = 1 - 1 / (9 * shape) + normalQuantile(probability) / (3 * Math.sqrt(shape));
        if (root > 0.1) {
            return Math.log(shape) + 3 * Math.log(root);
        }
        return (Math.log(probability) + LogGamma.value(shape + 1)) / shape;
    }

    /** To 4.5e-4 (Abramowitz and Stegun 26.2.23): enough to start from. */
    private static double normalQuantile(double probability) {
        double tail = Math.min(probability, 1 - probability);
        double t = Math.sqrt(-2 * Math.log(tail));
        double value =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return probability < 0.5 ? -value : value;
    }
}
