package org.medsentry.detectors.disproportionality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixtureFitTest {

    private static final GammaMixture TRUTH = new GammaMixture(1.5, 0.25, 6, 6, 0.15);

    @Test
    void theGradientIsThatOfDifferences() {
        MixtureLikelihood likelihood = new MixtureLikelihood(table(300, 11));
        double[] at = MixtureLikelihood.parameters(new GammaMixture(0.7, 0.2, 3, 4, 0.3));
        double[] gradient = new double[MixtureLikelihood.PARAMETERS];
        likelihood.negativeLogarithm(at, gradient);

        for (int i = 0; i < at.length; i++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            double slope = (likelihood.negativeLogarithm(above, new double[5])
                            - likelihood.negativeLogarithm(below, new double[5]))
                    / 2e-5;
            assertThat(gradient[i]).as("parameter " + i).isCloseTo(slope, within(1e-4 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void onePairSeenOnceIsAsLikelyAsTheFormulaSays() {
        // shape 1: geometric; seen once on condition of being seen at all has the probability rate / (rate + expected)
        GammaMixture prior = new GammaMixture(1, 2, 1, 6, 0.25);

        assertThat(MixtureFit.negativeLogLikelihood(prior, List.of(new MixturePoint(1, 2, 3))))
                .isCloseTo(-3 * Math.log(0.25 * 0.5 + 0.75 * 0.75), within(1e-12));
    }

    @Test
    void theFitExplainsATableBetterThanWhatMadeIt() {
        List<MixturePoint> points = table(4000, 5);

        MixtureFit fit = MixtureFit.to(points);

        assertThat(fit.negativeLogLikelihood()).isLessThanOrEqualTo(MixtureFit.negativeLogLikelihood(TRUTH, points));
        assertThat(fit.negativeLogLikelihood())
                .isCloseTo(MixtureFit.negativeLogLikelihood(TRUTH, points), within(10.0));
    }

    @Test
    void squashingKeepsTheWeightAndNearlyTheFit() {
        List<MixturePoint> points = table(4000, 7);

        List<MixturePoint> squashed = MixturePoint.squash(points, 10, 20);

        assertThat(squashed).hasSizeLessThan(points.size() / 2);
        assertThat(squashed.stream().mapToDouble(MixturePoint::weight).sum()).isEqualTo(points.size());
        double exact = MixtureFit.to(points).negativeLogLikelihood();
        assertThat(MixtureFit.negativeLogLikelihood(MixtureFit.to(squashed).prior(), points))
                .isCloseTo(exact, within(exact / 1000));
    }

    /** Pairs that were seen at least once, drawn from {@link #TRUTH}. */
    private static List<MixturePoint> table(int pairs, long seed) {
        Random random = new Random(seed);
        List<MixturePoint> points = new ArrayList<>();
        while (points.size() < pairs) {
            double expected = Math.exp(2.5 * random.nextGaussian() - 1);
            boolean first = random.nextDouble() < TRUTH.share1();
            double rate =
                    first ? gamma(TRUTH.shape1(), TRUTH.rate1(), random) : gamma(TRUTH.shape2(), TRUTH.rate2(), random);
            long observed = poisson(rate * expected, random);
            if (observed > 0) {
                points.add(new MixturePoint(observed, expected, 1));
            }
        }
        return points;
    }

    private static double gamma(double shape, double rate, Random random) {
        return GammaQuantiles.quantile(shape, rate, Math.max(1e-12, random.nextDouble()));
    }

    private static long poisson(double mean, Random random) {
        long count = 0;
        for (double waited = -Math.log1p(-random.nextDouble()); waited < mean && count < 5000; count++) {
            waited -= Math.log1p(-random.nextDouble());
        }
        return count;
    }
}
