package org.medsentry.detectors.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalScoreTest {

    @Test
    void halvesTheProbabilityOfTheCountItself() {
        // Poisson with mean 1: P(Y > 2) = 1 - 2.5/e, P(Y = 2) = 0.5/e
        assertThat(NormalScore.midP(2, 1, 1)).isCloseTo(1 - 2.25 / Math.E, within(1e-12));
        // negative binomial of size 1 and probability 1/2, that is mean 1 and variance 2: P(Y > 2) = 1/8, P(Y = 2) =
        // 1/8
        assertThat(NormalScore.midP(2, 1, 2)).isCloseTo(3.0 / 16, within(1e-12));
        assertThat(NormalScore.midP(0, 1, 2)).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void meetsThePoissonDistributionWhereTheDispersionNearsOne() {
        assertThat(NormalScore.midP(30, 20, 1.0011)).isCloseTo(NormalScore.midP(30, 20, 1), within(1e-4));
    }

    @Test
    void fallsSteadilyBetweenIntegers() {
        double last = 1;
        for (double count = 0; count < 12; count += 0.125) {
            double probability = NormalScore.midP(count, 3, 1.5);
            assertThat(probability).isLessThan(last);
            last = probability;
        }
    }

    @Test
    void findsTheCountOfAScore() {
        for (double score : new double[] {0.5, 2, 3.09, 6}) {
            double count = NormalScore.countAt(score, 12.5, 2);
            assertThat(NormalScore.of(count, 12.5, 2)).isCloseTo(score, within(1e-5));
        }
        assertThat(NormalScore.countAt(-9, 12.5, 2)).isZero();
    }

    @Test
    void staysFiniteFarOut() {
        assertThat(NormalScore.of(1e6, 1, 1)).isEqualTo(NormalScore.LIMIT);
        assertThat(NormalScore.of(0, 1e6, 1)).isEqualTo(-8);
    }
}
