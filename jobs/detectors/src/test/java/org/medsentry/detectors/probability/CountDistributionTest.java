package org.medsentry.detectors.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountDistributionTest {

    @Test
    void isPoissonWithoutOverdispersion() {
        CountDistribution poisson = CountDistribution.poisson(4);
        double sum = 0;
        double term = Math.exp(-4);
        for (int count = 0; count <= 8; count++) {
            sum += term;
            term *= 4.0 / (count + 1);
        }

        assertThat(poisson.cumulative(8)).isCloseTo(sum, within(1e-14));
        assertThat(poisson.upperTail(9)).isCloseTo(1 - sum, within(1e-14));
        assertThat(poisson.quantile(0.99)).isEqualTo(9);
        assertThat(poisson.quantile(0.97)).isEqualTo(8);
    }

    @Test
    void isNegativeBinomialWithIt() {
        // size 3, probability 1/2: 1/8 + 3/16 + 6/32
        CountDistribution counts = new CountDistribution(3, 2);

        assertThat(counts.cumulative(2)).isCloseTo(0.5, within(1e-14));
        assertThat(counts.upperTail(3)).isCloseTo(0.5, within(1e-14));
        assertThat(counts.quantile(0.499)).isEqualTo(2);
        assertThat(counts.quantile(0.501)).isEqualTo(3);
        // size 1/2, probability 1/3
        assertThat(new CountDistribution(1, 3).cumulative(0)).isCloseTo(Math.sqrt(1.0 / 3), within(1e-14));
    }

    @Test
    void aQuantileIsTheFirstCountThatReachesIt() {
        for (double mean : new double[] {1e-9, 0.2, 7, 150, 3000, 1e6}) {
            for (double dispersion : new double[] {1, 1 + 1e-9, 1.3, 20}) {
                CountDistribution counts = new CountDistribution(mean, dispersion);
                for (double probability : new double[] {0.01, 0.5, 0.95, 0.999}) {
                    double quantile = counts.quantile(probability);
                    assertThat(counts.cumulative(quantile)).isGreaterThanOrEqualTo(probability);
                    assertThat(counts.cumulative(quantile - 1)).isLessThan(probability);
                }
            }
        }
    }

    @Test
    void vastMeansAreNormal() {
        CountDistribution vast = new CountDistribution(1e100, 4);

        assertThat(vast.quantile(0.99)).isCloseTo(1e100, within(1e60));
        assertThat(vast.upperTail(5)).isEqualTo(1);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CountDistribution(3, 0.9))
                .withMessageContaining("dispersion is 0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountDistribution.poisson(Double.NaN))
                .withMessageContaining("mean is NaN");
    }
}
