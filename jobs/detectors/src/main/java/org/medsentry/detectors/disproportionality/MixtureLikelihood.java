package org.medsentry.detectors.disproportionality;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * How well a prior explains a table of pairs that were each seen at least once: the negative logarithm of the likelihood of the counts, with
 * its gradient. Each part of the mixture gives a negative binomial distribution on condition of not being 0, so that the share is one
 * among the pairs that were seen (DuMouchel and Pregibon 2001). Parameters are those that may be any number: logarithms of shapes and rates, log-odds of the share.
 */
final class MixtureLikelihood {

    static final int PARAMETERS = 5;

    private final long[] counts;
    private final int[] countOfPoint;
    private final double[] expected;
    private final double[] weight;

    MixtureLikelihood(List<MixturePoint> points) {
        counts = points.stream()
                .mapToLong(MixturePoint::observed)
                .sorted()
                .distinct()
                .toArray();
        if (counts.length == 0 || counts[0] < 1) {
            throw new IllegalArgumentException("a prior is fitted to pairs that were seen, each at least once");
        }
        countOfPoint = points.stream()
                .mapToInt(point -> Arrays.binarySearch(counts, point.observed()))
                .toArray();
        expected = points.stream().mapToDouble(MixturePoint::expected).toArray();
        weight = points.stream().mapToDouble(MixturePoint::weight).toArray();
    }

    static GammaMixture mixture(double[] parameters) {
        return new GammaMixture(
                Math.exp(parameters[0]),
                Math.exp(parameters[1]),
                Math.exp(parameters[2]),
                Math.exp(parameters[3]),
                1 / (1 + Math.exp(-parameters[4])));
    }

    static double[] parameters(GammaMixture mixture) {
        return new double[] {
            Math.log(mixture.shape1()),
            Math.log(mixture.rate1()),
            Math.log(mixture.shape2()),
            Math.log(mixture.rate2()),
            Math.log(mixture.share1() / (1 - mixture.share1()))
        };
    }

    double negativeLogarithm(GammaMixture mixture) {
        return negativeLogarithm(parameters(mixture), new double[PARAMETERS]);
    }

    /** @param gradient is overwritten with the derivatives by each parameter */
    double negativeLogarithm(double[] parameters, double[] gradient) {
        Part first = new Part(Math.exp(parameters[0]), Math.exp(parameters[1]));
        Part second = new Part(Math.exp(parameters[2]), Math.exp(parameters[3]));
        double logShare = -softPlus(-parameters[4]);
        double logRest = -softPlus(parameters[4]);
        double share = Math.exp(logShare);
        double[] sums = new double[PARAMETERS];
        double total = 0;
        for (int i = 0; i < expected.length; i++) {
            first.at(counts, countOfPoint[i], expected[i]);
            second.at(counts, countOfPoint[i], expected[i]);
            double logFirst = logShare + first.logProbability;
            double logSecond = logRest + second.logProbability;
            double high = Math.max(logFirst, logSecond);
            double logMixture = high + Math.log(Math.exp(logFirst - high) + Math.exp(logSecond - high));
            double ofFirst = Math.exp(logFirst - logMixture);
            total -= weight[i] * logMixture;
            sums[0] -= weight[i] * ofFirst * first.byShape;
            sums[1] -= weight[i] * ofFirst * first.byRate;
            sums[2] -= weight[i] * (1 - ofFirst) * second.byShape;
            sums[3] -= weight[i] * (1 - ofFirst) * second.byRate;
            sums[4] -= weight[i] * (ofFirst - share);
        }
        System.arraycopy(sums, 0, gradient, 0, PARAMETERS);
        return total;
    }

    private static double softPlus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** One gamma distribution of the mixture at one point; derivatives by the logarithms of shape and rate. */
    private final class Part {

        private final double shape;
        private final double rate;
        private final double[] logCoefficient = new double[counts.length];
        private final double[] coefficientByShape = new double[counts.length];

        private double logProbability;
        private double byShape;
        private double byRate;

        Part(double shape, double rate) {
            this.shape = shape;
            this.rate = rate;
            double logGamma = LogGamma.value(shape);
            double digamma = Digamma.value(shape);
            for (int i = 0; i < counts.length; i++) {
                logCoefficient[i] = LogGamma.value(shape + counts[i]) - logGamma - LogGamma.value(counts[i] + 1.0);
                coefficientByShape[i] = Digamma.value(shape + counts[i]) - digamma;
            }
        }

        void at(long[] counts, int index, double expected) {
            double logZeroByShape = -Math.log1p(expected / rate);
            double logZero = shape * logZeroByShape;
            double logZeroByRate = shape * expected / (rate + expected);
            double seen = -Math.expm1(logZero);
            logProbability =
                    logCoefficient[index] + logZero - counts[index] * Math.log1p(rate / expected) - Math.log(seen);
            // the truncation 1 / (1 - zero) adds zero / (1 - zero) times the derivatives of the logarithm of zero
            double truncated = 1 / seen;
            byShape = shape * (coefficientByShape[index] + truncated * logZeroByShape);
            byRate = truncated * logZeroByRate - counts[index] * rate / (rate + expected);
        }
    }
}
