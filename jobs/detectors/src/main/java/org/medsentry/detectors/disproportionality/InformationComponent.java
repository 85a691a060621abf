package org.medsentry.detectors.disproportionality;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * The information component of the WHO's Uppsala Monitoring Centre: the binary logarithm of observed over expected, shrunk towards 0
 * where there is little to say.
 */
public final class InformationComponent {

    private static final double LOG_2 = Math.log(2);
    private static final double SHRINKAGE = 0.5;

    private InformationComponent() {}

    /**
     * With shrinkage (observed + 1/2) / (expected + 1/2) and the exact 95 % credibility interval of a gamma posterior; Norén, Hopstadius
     * and Bate 2013 (first online 2011), "Shrinkage observed-to-expected ratios for robust and transparent large-scale pattern discovery".
     */
    public static Interval shrunk(PairCounts counts) {
        double observed = counts.together() + SHRINKAGE;
        double expected = counts.expected() + SHRINKAGE;
        return new Interval(
                Math.log(observed / expected) / LOG_2,
                Math.log(GammaQuantiles.quantile(observed, expected, 0.025)) / LOG_2,
                Math.log(GammaQuantiles.quantile(observed, expected, 0.975)) / LOG_2);
    }

    /** Only the lower bound of {@link #shrunk}, which is what rules mostly ask for. */
    public static double shrunkLower(PairCounts counts) {
        return Math.log(GammaQuantiles.quantile(counts.together() + SHRINKAGE, counts.expected() + SHRINKAGE, 0.025))
                / LOG_2;
    }

    /**
     * As of the Bayesian confidence propagation neural network, with beta priors on the margins and a normal approximation of the
     * interval; Bate et al. 1998, moments by Gould 2003.
     */
    public static Interval neuralNetwork(PairCounts counts) {
        double reports = counts.reports();
        double product = 1 + counts.product();
        double productRest = 1 + reports - counts.product();
        double reaction = 1 + counts.reaction();
        double reactionRest = 1 + reports - counts.reaction();
        double together = 1 + counts.together();
        double togetherRest = reports - counts.together() - 1 + (2 + reports) * (2 + reports) / (reaction * product);
        double mean = (Digamma.value(together)
                        - Digamma.value(together + togetherRest)
                        - (Digamma.value(product)
                                - Digamma.value(product + productRest)
                                + Digamma.value(reaction)
                                - Digamma.value(reaction + reactionRest)))
                / LOG_2;
        double variance = (Trigamma.value(together)
                        - Trigamma.value(together + togetherRest)
                        + Trigamma.value(product)
                        - Trigamma.value(product + productRest)
                        + Trigamma.value(reaction)
                        - Trigamma.value(reaction + reactionRest))
                / (LOG_2 * LOG_2);
        double half = ReportingRatios.NORMAL_975 * Math.sqrt(variance);
        return new Interval(mean, mean - half, mean + half);
    }
}
