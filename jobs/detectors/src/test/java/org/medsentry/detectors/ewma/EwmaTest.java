package org.medsentry.detectors.ewma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medsentry.detectors.TestingSeries;
import org.medsentry.detectors.series.Assessment;

class EwmaTest {

    private static final double NOT_OBSERVED = Double.NaN;
    /** Quantiles 0.95 and 0.99 of Student's t with 27 degrees of freedom, from tables. */
    private static final double T95 = 1.703288;

    private static final double T99 = 2.472660;

    @Test
    void aFlatBaselineHasTheSmallestDeviation() {
        TestingSeries series = new TestingSeries(Ewma.essence()).learnTimes(30, 10);

        // averages 10.4 and 10.9, deviations 0.4 / t (1 + 0.36 / 2) and 0.9 / t (1 + 0.01 / 2)
        double gradual = 0.4 / (0.4 / T95 * 1.18);
        double sudden = 0.9 / (0.9 / T95 * 1.005);
        Assessment assessment = series.assess(11);
        assertThat(assessment.expected()).isEqualTo(10);
        assertThat(assessment.score()).isCloseTo(Math.max(gradual, sudden), within(1e-5));
        assertThat(assessment.pValue()).isBetween(0.05, 0.0525);
        assertThat(assessment.alarm()).isFalse();
        assertThat(assessment.upperBound()).isCloseTo(10 + T99 / T95 * 1.005, within(1e-5));
        assertThat(series.assess(assessment.upperBound() + 1e-9).alarm()).isTrue();
    }

    @Test
    void aSlowRiseIsSeenByTheGradualAverage() {
        TestingSeries series =
                new TestingSeries(Ewma.essence()).learnTimes(30, 10).learn(11.2);

        // 0.4 * 1.2 + 0.6 * 0.48 = 0.768 against 0.9 * 1.2 + 0.1 * 1.08 = 1.188
        assertThat(series.assess(11.2).score()).isCloseTo(0.768 / (0.4 / T95 * 1.18), within(1e-5));
    }

    @Test
    void anAverageThatAlarmsIsHeldAtItsThreshold() {
        TestingSeries series =
                new TestingSeries(Ewma.essence()).learnTimes(30, 10).learn(500);

        double held = T99 * 0.9 / T95 * 1.005;
        assertThat(series.state().sum(1)).isCloseTo(10 + held, within(1e-5));
        assertThat(series.assess(10).alarm()).isFalse();
    }

    @Test
    void theTwoDaysBeforeAreNotInTheBaseline() {
        TestingSeries series =
                new TestingSeries(Ewma.essence()).learnTimes(30, 10).learn(14, 14);

        assertThat(series.assess(10).expected()).isEqualTo(10);
        assertThat(series.learn(14).assess(10).expected()).isCloseTo(10 + 4 / 28.0, within(1e-12));
    }

    @Test
    void whatWasNotObservedIsLeftOut() {
        TestingSeries series =
                new TestingSeries(Ewma.essence()).learnTimes(22, 10).learnTimes(8, NOT_OBSERVED);

        assertThat(series.assess(10).expected()).isEqualTo(10);
        assertThat(series.assess(10).score()).isZero();
        assertThat(series.assess(NOT_OBSERVED)).isEqualTo(Assessment.NOT_JUDGED);
        assertThat(series.learnTimes(5, NOT_OBSERVED).assess(10)).isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void aYoungSeriesIsNotJudged() {
        assertThat(new TestingSeries(Ewma.essence()).learnTimes(29, 10).assess(90))
                .isEqualTo(Assessment.NOT_JUDGED);
    }
}
