package org.medsentry.detectors.cusum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medsentry.detectors.TestingSeries;
import org.medsentry.detectors.series.Assessment;

class CusumTest {

    private static final double NOT_OBSERVED = Double.NaN;

    private static TestingSeries trained(Standardization standardization, double... counts) {
        return new TestingSeries(new Cusum(standardization, counts.length, 1.04, 2.26)).learn(counts);
    }

    @Test
    void addsUpWhatStandardizedCountsExceedTheReferenceBy() {
        TestingSeries series = trained(Standardization.STANDARD, 3, 5);

        // (8 - 4) / 2 - 1.04 each
        assertThat(series.assess(8).score()).isCloseTo(0.96, within(1e-12));
        assertThat(series.learn(8).assess(8).score()).isCloseTo(1.92, within(1e-12));
        Assessment third = series.learn(8).assess(8);
        assertThat(third.score()).isCloseTo(2.88, within(1e-12));
        assertThat(third.alarm()).isTrue();
        assertThat(third.expected()).isEqualTo(4);
        // 2 (2.26 + 1.04 - 1.92) + 4 = 6.76
        assertThat(third.upperBound()).isEqualTo(7);
        assertThat(series.assess(6).alarm()).isFalse();
    }

    @Test
    void anAlarmDoesNotSetTheSumBack() {
        TestingSeries series = trained(Standardization.STANDARD, 3, 5).learn(8, 8, 8);

        assertThat(series.assess(4).score()).isCloseTo(2.88 - 1.04, within(1e-12));
        assertThat(series.learn(0, 0).assess(4).score()).isZero();
    }

    @Test
    void standardizesByRossi() {
        // (9 - 12 + 2 * 6) / (2 * 2) = 2.25
        assertThat(trained(Standardization.ROSSI, 4).assess(9).score()).isCloseTo(1.21, within(1e-12));
    }

    @Test
    void standardizesByAnscombe() {
        // 3/2 (4 - 1) / 1 = 4.5
        assertThat(trained(Standardization.ANSCOMBE, 1).assess(8).score()).isCloseTo(3.46, within(1e-12));
    }

    @Test
    void theUpperBoundIsTheCountThatJustAlarms() {
        for (Standardization standardization :
                new Standardization[] {Standardization.ROSSI, Standardization.ANSCOMBE}) {
            TestingSeries series = trained(standardization, 6).learn(7);
            double bound = series.assess(0).upperBound();
            assertThat(series.assess(bound).score()).isCloseTo(2.26, within(1e-9));
        }
    }

    @Test
    void whatWasNotObservedLeavesMeanAndSumAlone() {
        TestingSeries series =
                trained(Standardization.STANDARD, 3, NOT_OBSERVED, 5).learn(8);

        assertThat(series.learn(NOT_OBSERVED).assess(8).score()).isCloseTo(1.92, within(1e-12));
        assertThat(series.assess(NOT_OBSERVED)).isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void trainingIsNotJudgedNorIsAMeanOfNothing() {
        assertThat(new TestingSeries(new Cusum(Standardization.ROSSI, 3, 1.04, 2.26))
                        .learn(3, 5)
                        .assess(90))
                .isEqualTo(Assessment.NOT_JUDGED);
        assertThat(trained(Standardization.ROSSI, 0, 0).assess(4)).isEqualTo(Assessment.NOT_JUDGED);
        assertThat(trained(Standardization.ROSSI, 4, NOT_OBSERVED, NOT_OBSERVED).assess(4))
                .isEqualTo(Assessment.NOT_JUDGED);
    }
}
