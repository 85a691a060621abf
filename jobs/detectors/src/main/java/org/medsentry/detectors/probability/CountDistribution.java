package org.medsentry.detectors.probability;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Distribution of a count of given mean whose variance is dispersion x mean: Poisson for a dispersion of 1, negative binomial above (of
 * size mean / (dispersion - 1), which need not be whole, as that of common libraries has to).
 *
 * @param mean finite and not negative
 * @param dispersion variance over mean, finite, at least 1
 */
public record CountDistribution(double mean, double dispersion) {

    /**
     * From this mean on, where the exact sums take too long and no count of anything lies, it is taken as normal: tails are then right to
     * 1e-4 of themselves, quantiles to 1e-8.
     */
    private static final double NORMAL_FROM = 1e9;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public CountDistribution {
        if (!(mean >= 0 && Double.isFinite(mean))) {
            throw new IllegalArgumentException("the mean is " + mean + ", it has to be finite and >= 0");
        }
        if (!(dispersion >= 1 && Double.isFinite(dispersion))) {
            throw new IllegalArgumentException("the dispersion is " + dispersion + ", it has to be finite and >= 1");
        }
    }

    public static CountDistribution poisson(double mean) {
        return new CountDistribution(mean, 1);
    }

    /** Probability of at most this count. */
    public double cumulative(double count) {
        if (count < 0) {
            return 0;
        }
        if (mean == 0) {
            return 1;
        }
        if (mean >= NORMAL_FROM) {
            return NORMAL.cumulativeProbability((count - mean) / deviation());
        }
        double next = Math.floor(count) + 1;
        return dispersion > 1
                ? RegularizedBeta.value(1 / dispersion, size(), next)
                : RegularizedGamma.Q.value(next, mean);
    }

    /** Probability of at least this count. */
    public double upperTail(double count) {
        if (count <= 0) {
            return 1;
        }
        if (mean == 0) {
            return 0;
        }
        if (mean >= NORMAL_FROM) {
            return NORMAL.survivalProbability((count - mean) / deviation());
        }
        double whole = Math.ceil(count);
        return dispersion > 1
                ? RegularizedBeta.complement(1 / dispersion, size(), whole)
                : RegularizedGamma.P.value(whole, mean);
    }

    /** The smallest count whose cumulative probability reaches the given one, of 0 up to less than 1. */
    public double quantile(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("the probability is " + probability + ", it has to be in [0, 1)");
        }
        if (cumulative(0) >= probability) {
            return 0;
        }
        double guess = guess(probability);
        if (mean >= NORMAL_FROM) {
            return guess;
        }
        double below = guess;
        double above = guess;
        double step = 1;
        if (cumulative(guess) >= probability) {
            while (below >= 0 && cumulative(below) >= probability) {
                above = below;
                below = Math.max(0, below - step);
                step *= 2;
            }
        } else {
            while (cumulative(above) < probability) {
                below = above;
                above += step;
                step *= 2;
            }
        }
        while (above - below > 1) {
            double middle = Math.floor((below + above) / 2);
            if (cumulative(middle) >= probability) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    /** By the expansion of Cornish and Fisher to the skewness. */
    private double guess(double probability) {
        double deviation = deviation();
        double skewness = (2 * dispersion - 1) / deviation;
        double normal = NORMAL.inverseCumulativeProbability(probability);
        return Math.max(1, Math.floor(mean + deviation * (normal + skewness * (normal * normal - 1) / 6)));
    }

    private double deviation() {
        return Math.sqrt(mean * dispersion);
    }

    private double size() {
        return mean / (dispersion - 1);
    }
}
