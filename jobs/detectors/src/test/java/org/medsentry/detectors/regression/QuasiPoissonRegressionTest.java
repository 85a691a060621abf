package org.medsentry.detectors.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuasiPoissonRegressionTest {

    @Test
    void theLevelOfOneGroupIsTheLogarithmOfItsWeightedMean() {
        double[] counts = {2, 4, 9};
        // weights are those of the step before: to see their limit, one step more
        QuasiPoissonFit fit = new QuasiPoissonRegression(1e-15, 25)
                .fit(new HouseholderLeastSquares(new double[] {1, 1, 1}), counts, new double[] {1, 1, 2}, null);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.coefficient(0)).isCloseTo(Math.log(6), within(1e-9));
        // (1 * 16 + 1 * 4 + 2 * 9) / 6 / 2
        assertThat(fit.dispersion()).isCloseTo(38.0 / 12, within(1e-6));
        assertThat(fit.unscaledVariance(0)).isCloseTo(1 / 24.0, within(1e-6));
        assertThat(fit.leverage(2)).isCloseTo(0.5, within(1e-6));
        assertThat(fit.degreesOfFreedom()).isEqualTo(2);
    }

    @Test
    void anOffsetMakesRates() {
        double[] counts = {3, 5, 16};
        double[] offset = {Math.log(10), Math.log(20), Math.log(30)};
        QuasiPoissonFit fit = QuasiPoissonRegression.STANDARD.fit(
                new HouseholderLeastSquares(new double[] {1, 1, 1}), counts, null, offset);

        assertThat(fit.coefficient(0)).isCloseTo(Math.log(24.0 / 60), within(1e-9));
        assertThat(fit.mean(2)).isCloseTo(12, within(1e-6));
    }

    @Test
    void findsATrendThatIsThere() {
        double[] ones = new double[30];
        double[] time = new double[30];
        double[] counts = new double[30];
        for (int row = 0; row < 30; row++) {
            ones[row] = 1;
            time[row] = row;
            counts[row] = Math.exp(2 + 0.05 * row);
        }
        QuasiPoissonFit fit = QuasiPoissonRegression.STANDARD.fit(new HouseholderLeastSquares(ones, time), counts);

        assertThat(fit.coefficient(0)).isCloseTo(2, within(1e-9));
        assertThat(fit.coefficient(1)).isCloseTo(0.05, within(1e-10));
        assertThat(fit.dispersion()).isCloseTo(0, within(1e-9));
        assertThat(Math.exp(fit.linearPredictor(1, 30))).isCloseTo(Math.exp(3.5), within(1e-6));
        assertThat(fit.unscaledVarianceAt(0, 1)).isEqualTo(fit.unscaledVariance(1));
    }

    /** The classical example of Dobson (1990), as in the help of R's glm: fitted means 21, 13 1/3 and 15 2/3, dispersion 1.2933. */
    @Test
    void agreesWithTheExampleOfDobson() {
        double[] counts = {18, 17, 15, 20, 10, 20, 25, 13, 12};
        double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        double[] outcome2 = {0, 1, 0, 0, 1, 0, 0, 1, 0};
        double[] outcome3 = {0, 0, 1, 0, 0, 1, 0, 0, 1};
        double[] treatment2 = {0, 0, 0, 1, 1, 1, 0, 0, 0};
        double[] treatment3 = {0, 0, 0, 0, 0, 0, 1, 1, 1};
        QuasiPoissonFit fit = QuasiPoissonRegression.STANDARD.fit(
                new HouseholderLeastSquares(ones, outcome2, outcome3, treatment2, treatment3), counts);

        assertThat(fit.coefficient(0)).isCloseTo(3.044522, within(1e-6));
        assertThat(fit.coefficient(1)).isCloseTo(-0.4542553, within(1e-6));
        assertThat(fit.coefficient(2)).isCloseTo(-0.2929871, within(1e-6));
        assertThat(fit.deviance()).isCloseTo(5.1291, within(1e-4));
        assertThat(fit.dispersion()).isCloseTo(1.2933, within(1e-4));
        assertThat(Math.sqrt(fit.unscaledVariance(1))).isCloseTo(0.2022, within(1e-4));
        assertThat(fit.degreesOfFreedom()).isEqualTo(4);
    }

    @Test
    void onlyZerosConvergeToAMeanOfAlmostNothing() {
        QuasiPoissonFit fit =
                QuasiPoissonRegression.STANDARD.fit(new GroupedLeastSquares(new int[10], 1, null), new double[10]);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.mean(0)).isLessThan(1e-9);
    }

    @Test
    void anscombeResidualsByHand() {
        QuasiPoissonFit fit = QuasiPoissonRegression.STANDARD.fit(
                new GroupedLeastSquares(new int[] {0, 0}, 1, null), new double[] {0, 16});
        // mean 8, leverage 1/2: 3/2 (0 - 4) / sqrt(2) / sqrt(1/2)
        double[] residuals = fit.anscombeResiduals(1);

        assertThat(residuals[0]).isCloseTo(-6, within(1e-6));
        assertThat(residuals[1]).isCloseTo(1.5 * (Math.cbrt(256) - 4), within(1e-6));
    }

    @Test
    void namesTheRowThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuasiPoissonRegression.STANDARD.fit(
                        new GroupedLeastSquares(new int[2], 1, null), new double[] {1, -1}))
                .withMessage("counts: row 1 is -1.0");
    }
}
