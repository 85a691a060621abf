package org.medsentry.detectors.surge;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * How strange a count is, on one scale for sparse and dense series: the mid-p value of the predictive distribution and its normal score.
 * The predictive distribution is a negative binomial one of the given mean and variance (dispersion x mean), a Poisson one where the
 * dispersion is 1. The mid-p value, P(Y > y) + P(Y = y)/2, has mean 1/2 without an outbreak however coarse the counts are (Lancaster 1961),
 * so scores of many panes can be added up. It is continued to counts that are no integers, as sales of parts of packages are.
 */
final class NormalScore {

    /** Beyond this neither tail can be told from 0 in double precision. */
    static final double LIMIT = 37;

    private static final double ALMOST_POISSON = 1.001;
    private static final double LEAST_PROBABILITY = upperTail(LIMIT);

    private NormalScore() {}

    static double midP(double count, double mean, double dispersion) {
        return (above(count, mean, dispersion) + above(count - 1, mean, dispersion)) / 2;
    }

    /** The score whose upper tail of the standard normal distribution is the mid-p value. */
    static double of(double count, double mean, double dispersion) {
        return quantile(midP(count, mean, dispersion));
    }

    /** The count that scores as much as given, 0 if even 0 scores more; between integers where it falls there. */
    static double countAt(double score, double mean, double dispersion) {
        double probability = upperTail(score);
        double low = 0;
        if (midP(low, mean, dispersion) <= probability) {
            return 0;
        }
        double high = 1 + mean + Math.max(1, score) * 2 * Math.sqrt(dispersion * mean + 1);
        while (midP(high, mean, dispersion) > probability) {
            low = high;
            high *= 2;
        }
        for (int step = 0; step < 60 && high - low > 1e-9 * high; step++) {
            double middle = (low + high) / 2;
            if (midP(middle, mean, dispersion) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    static double upperTail(double score) {
        return Erfc.value(score / Math.sqrt(2)) / 2;
    }

    static double quantile(double upperTail) {
        if (upperTail <= LEAST_PROBABILITY) {
            return LIMIT;
        }
        if (upperTail >= 1 - 1e-15) {
            return -8;
        }
        return Math.sqrt(2) * InverseErfc.value(2 * upperTail);
    }

    private static double above(double count, double mean, double dispersion) {
        if (count <= -1) {
            return 1;
        }
        if (dispersion < ALMOST_POISSON) {
            return RegularizedGamma.P.value(count + 1, mean);
        }
        double size = mean / (dispersion - 1);
        return RegularizedBeta.value((dispersion - 1) / dispersion, count + 1, size);
    }
}
