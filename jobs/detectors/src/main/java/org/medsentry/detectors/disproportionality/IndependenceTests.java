package org.medsentry.detectors.disproportionality;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Tests of whether a product and a reaction are reported independently of each other: Pearson's chi-square, the same with Yates's
 * correction, and Fisher's exact upper tail. NaN where a margin is empty or full.
 */
public final class IndependenceTests {

    private IndependenceTests() {}

    /** Pearson's statistic, one degree of freedom. */
    public static double chiSquare(PairCounts counts) {
        return chiSquare(counts, 0);
    }

    /** With the correction for continuity, which never moves a count past its expectation. */
    public static double chiSquareYates(PairCounts counts) {
        return chiSquare(counts, 0.5);
    }

    private static double chiSquare(PairCounts counts, double correction) {
        double reports = counts.reports();
        double product = counts.product();
        double reaction = counts.reaction();
        // the same difference in all four cells; from whole numbers, since n - E itself would lose digits where both
        // are close
        double determinant =
                (double) counts.together() * counts.neither() - (double) counts.productOnly() * counts.reactionOnly();
        double difference = Math.abs(determinant) / reports;
        double beyond = Math.max(0, difference - correction);
        return beyond
                * beyond
                * reports
                * reports
                / (product * reaction)
                * (reports / ((reports - product) * (reports - reaction)));
    }

    /** Probability of as many or more reports with both, given the margins. */
    public static double exactUpperTail(PairCounts counts) {
        if (counts.together() == 0) {
            return 1;
        }
        return HypergeometricDistribution.of(
                        Math.toIntExact(counts.reports()),
                        Math.toIntExact(counts.reaction()),
                        Math.toIntExact(counts.product()))
                .survivalProbability(Math.toIntExact(counts.together() - 1));
    }
}
