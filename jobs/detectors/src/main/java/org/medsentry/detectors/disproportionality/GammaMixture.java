package org.medsentry.detectors.disproportionality;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * A mixture of two gamma distributions of the relative reporting rate: the prior of DuMouchel's gamma-Poisson shrinker, and its
 * posterior, which is of the same family; DuMouchel 1999, "Bayesian data mining in large frequency tables".
 *
 * @param shape1 alpha 1
 * @param rate1 beta 1
 * @param shape2 alpha 2
 * @param rate2 beta 2
 * @param share1 P, the weight of the first, 0 to 1
 */
public record GammaMixture(double shape1, double rate1, double shape2, double rate2, double share1) {

    public GammaMixture {
        requirePositive("alpha1", shape1);
        requirePositive("beta1", rate1);
        requirePositive("alpha2", shape2);
        requirePositive("beta2", rate2);
        if (!(share1 >= 0 && share1 <= 1)) {
            throw new IllegalArgumentException(
                    "the share of the first is " + share1 + ", it has to be between 0 and 1");
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " is " + value + ", it has to be positive");
        }
    }

    /** What is known of the rate of a pair once it was seen so often. */
    public GammaMixture posterior(double observed, double expected) {
        double first = Math.log(share1) + logMarginal(shape1, rate1, observed, expected);
        double second = Math.log1p(-share1) + logMarginal(shape2, rate2, observed, expected);
        double share = 1 / (1 + Math.exp(second - first));
        return new GammaMixture(shape1 + observed, rate1 + expected, shape2 + observed, rate2 + expected, share);
    }

    /** Logarithm of the negative binomial probability of a count whose Poisson mean is expected times a gamma variable. */
    static double logMarginal(double shape, double rate, double observed, double expected) {
        return LogGamma.value(shape + observed)
                - LogGamma.value(shape)
                - LogGamma.value(observed + 1)
                - shape * Math.log1p(expected / rate)
                + (observed == 0 ? 0 : observed * -Math.log1p(rate / expected));
    }

    /** Geometric mean; of the posterior it is the EBGM. */
    public double geometricMean() {
        return Math.exp(share1 * (Digamma.value(shape1) - Math.log(rate1))
                + (1 - share1) * (Digamma.value(shape2) - Math.log(rate2)));
    }

    /** Of the posterior, the quantile at 0.05 is the EB05 and that at 0.95 the EB95. */
    public double quantile(double probability) {
        if (share1 == 0) {
            return GammaQuantiles.quantile(shape2, rate2, probability);
        }
        double first = GammaQuantiles.quantile(shape1, rate1, probability);
        if (share1 == 1) {
            return first;
        }
        double second = GammaQuantiles.quantile(shape2, rate2, probability);
        double low = Math.log(Math.min(first, second));
        double high = Math.log(Math.max(first, second));
        // the quantile of a mixture lies between those of its parts
        double below = cumulative(low) - probability;
        double above = cumulative(high) - probability;
        if (below >= 0 || above <= 0) {
            return Math.exp(Math.abs(below) < Math.abs(above) ? low : high);
        }
        BrentSolver solver = new BrentSolver(1e-14, 1e-14, 1e-16);
        return Math.exp(solver.findRoot(logarithm -> cumulative(logarithm) - probability, low, high));
    }

    private double cumulative(double logarithm) {
        double x = Math.exp(logarithm);
        return share1 * RegularizedGamma.P.value(shape1, rate1 * x)
                + (1 - share1) * RegularizedGamma.P.value(shape2, rate2 * x);
    }
}
