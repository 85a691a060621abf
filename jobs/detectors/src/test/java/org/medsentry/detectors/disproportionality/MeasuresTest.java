package org.medsentry.detectors.disproportionality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Against figures worked out by hand; the packages' own figures are compared in the parity test. */
class MeasuresTest {

    private static final Percentage EXACT = Percentage.withPercentage(1e-10);

    /** 10 with both, 90 with the product only, 40 with the reaction only, 860 with neither; 5 are expected. */
    private static final PairCounts COUNTS = new PairCounts(10, 100, 50, 1000);

    /** Nobody else has the reaction. */
    private static final PairCounts ALONE = new PairCounts(3, 100, 3, 1000);

    @Test
    void theTableFollowsFromItsMargins() {
        assertThat(COUNTS.productOnly()).isEqualTo(90);
        assertThat(COUNTS.reactionOnly()).isEqualTo(40);
        assertThat(COUNTS.neither()).isEqualTo(860);
        assertThat(COUNTS.expected()).isEqualTo(5);
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThatThrownBy(() -> new PairCounts(11, 10, 50, 1000))
                .hasMessageContaining("11 with both, 10 with the product");
        assertThatThrownBy(() -> new PairCounts(0, 600, 600, 1000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void proportionalReportingRatio() {
        Interval ratio = ReportingRatios.proportionalReportingRatio(COUNTS);

        double error = Math.sqrt(1 / 10.0 - 1 / 100.0 + 1 / 40.0 - 1 / 900.0);
        assertThat(ratio.value()).isCloseTo(0.1 / (40 / 900.0), EXACT);
        assertThat(ratio.lower()).isCloseTo(2.25 * Math.exp(-1.959963984540054 * error), EXACT);
        assertThat(ratio.upper()).isCloseTo(2.25 * Math.exp(1.959963984540054 * error), EXACT);
    }

    @Test
    void reportingOddsRatio() {
        Interval ratio = ReportingRatios.reportingOddsRatio(COUNTS);

        double error = Math.sqrt(1 / 10.0 + 1 / 90.0 + 1 / 40.0 + 1 / 860.0);
        assertThat(ratio.value()).isCloseTo(10 * 860 / (90.0 * 40), EXACT);
        assertThat(ratio.lower()).isCloseTo(ratio.value() * Math.exp(-1.959963984540054 * error), EXACT);
    }

    @Test
    void ratiosWithoutAComparatorAreInfinite() {
        assertThat(ReportingRatios.proportionalReportingRatio(ALONE))
                .isEqualTo(new Interval(Double.POSITIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY));
        assertThat(ReportingRatios.reportingOddsRatio(ALONE).value()).isInfinite();
    }

    @Test
    void chiSquareWithAndWithoutCorrection() {
        // 1000 (10 * 860 - 90 * 40)^2 / (100 * 50 * 900 * 950), and with 5000 - 500
        assertThat(IndependenceTests.chiSquare(COUNTS)).isCloseTo(25e9 / 4.275e9, EXACT);
        assertThat(IndependenceTests.chiSquareYates(COUNTS)).isCloseTo(20.25e9 / 4.275e9, EXACT);
    }

    @Test
    void theCorrectionDoesNotPassTheExpectation() {
        assertThat(IndependenceTests.chiSquareYates(new PairCounts(5, 100, 52, 1000)))
                .isZero();
    }

    @Test
    void theExactTailIsThatOfDrawingWithoutReplacement() {
        // all three of three out of six: one of twenty ways
        assertThat(IndependenceTests.exactUpperTail(new PairCounts(3, 3, 3, 6))).isCloseTo(0.05, EXACT);
        assertThat(IndependenceTests.exactUpperTail(new PairCounts(2, 3, 3, 6))).isCloseTo(0.5, EXACT);
        assertThat(IndependenceTests.exactUpperTail(new PairCounts(0, 3, 3, 6))).isEqualTo(1);
    }

    @Test
    void informationComponentIsShrunkByHalfAReport() {
        Interval component = InformationComponent.shrunk(COUNTS);

        assertThat(component.value()).isCloseTo(Math.log(10.5 / 5.5) / Math.log(2), EXACT);
        assertThat(component.lower()).isLessThan(component.value());
        assertThat(component.upper()).isGreaterThan(component.value());
        assertThat(InformationComponent.shrunkLower(COUNTS)).isEqualTo(component.lower());
    }

    @Test
    void quantilesOfAnExponentialAndOfASquaredNormalAreThoseOfTheFormula() {
        for (double probability : new double[] {1e-12, 0.025, 0.5, 0.975, 1 - 1e-9}) {
            assertThat(GammaQuantiles.quantile(1, 4, probability))
                    .isCloseTo(-Math.log1p(-probability) / 4, Percentage.withPercentage(1e-6));
        }
        // half the square of the 51.25 % point of the normal distribution
        double normal = 0.03133798202142661;
        assertThat(GammaQuantiles.quantile(0.5, 1, 0.025)).isCloseTo(normal * normal / 2, EXACT);
    }

    @Test
    void aPriorWithOneExponentialGivesAnExponentialPosterior() {
        GammaMixture posterior = new GammaMixture(1, 2, 5, 5, 1).posterior(0, 2);

        assertThat(posterior).isEqualTo(new GammaMixture(1, 4, 5, 7, 1));
        assertThat(posterior.quantile(0.05)).isCloseTo(-Math.log(0.95) / 4, EXACT);
        // the mean logarithm of a standard exponential is minus Euler's constant
        assertThat(posterior.geometricMean()).isCloseTo(Math.exp(-0.5772156649015329) / 4, EXACT);
    }

    @Test
    void theQuantileOfTwoExponentialsSolvesAQuadraticEquation() {
        GammaMixture mixture = new GammaMixture(1, 1, 1, 2, 0.5);

        // with y = exp(-x): y + y^2 = 2 (1 - probability)
        double y = (-1 + Math.sqrt(1 + 8 * 0.95)) / 2;
        assertThat(mixture.quantile(0.05)).isCloseTo(-Math.log(y), EXACT);
    }

    @Test
    void theWeightsOfThePosteriorAreThoseOfTheGeometricDistribution() {
        // with shape 1 a count is geometric: rate / (rate + expected) * (expected / (rate + expected))^count
        double first = 0.25 * (1 / 3.0) * Math.pow(2 / 3.0, 3);
        double second = 0.75 * (4 / 6.0) * Math.pow(2 / 6.0, 3);

        assertThat(new GammaMixture(1, 1, 1, 4, 0.25).posterior(3, 2).share1())
                .isCloseTo(first / (first + second), EXACT);
    }

    @Test
    void littleEvidenceIsShrunkMore() {
        GammaPoissonShrinker shrinker = new GammaPoissonShrinker(new GammaMixture(0.2, 0.1, 2, 4, 1 / 3.0));

        Interval few = shrinker.shrunk(new PairCounts(1, 10, 10, 1000));
        Interval many = shrinker.shrunk(new PairCounts(100, 1000, 1000, 100_000));

        assertThat(few.value()).isLessThan(many.value());
        assertThat(many.value()).isCloseTo(10, within(0.2));
        assertThat(many.lower()).isGreaterThan(few.lower());
    }

    @Test
    void aPriorThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new GammaMixture(0, 1, 1, 1, 0.5)).hasMessage("alpha1 is 0.0, it has to be positive");
        assertThatThrownBy(() -> new GammaMixture(1, 1, 1, 1, 1.5)).hasMessageContaining("between 0 and 1");
    }
}
