package org.medsentry.detectors.historical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medsentry.detectors.TestingSeries;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.SeriesDetector;

class HistoricalTest {

    private static final double NOT_OBSERVED = Double.NaN;

    private static TestingSeries series(SeriesDetector detector) {
        return new TestingSeries(detector);
    }

    @Test
    void smallMeansHaveTheLimitOfTheTable() {
        // mean 2.5, whole part 2
        TestingSeries series =
                series(new HistoricalLimit(HistoricalWindow.system(1, 52))).learn(2, 3, 2, 3, 2, 3);

        assertThat(series.assess(6).upperBound()).isEqualTo(6.686);
        assertThat(series.assess(6).alarm()).isFalse();
        assertThat(series.assess(7).alarm()).isTrue();
        assertThat(series.assess(7).expected()).isEqualTo(2.5);
    }

    @Test
    void largeMeansHaveTwoDeviations() {
        // mean 30, six squares of 2
        TestingSeries series =
                series(new HistoricalLimit(HistoricalWindow.system(1, 52))).learn(28, 32, 28, 32, 28, 32);

        assertThat(series.assess(30).upperBound()).isCloseTo(30 + 2 * Math.sqrt(24.0 / 5), within(1e-12));
    }

    @Test
    void takesTheSamePanesOfPastYears() {
        HistoricalWindow window = new HistoricalWindow(1, 2, false, 10);
        // the pane judged is the second of its year
        TestingSeries series = series(new HistoricalLimit(window))
                .learn(1, 2, 3, 90, 90, 90, 90, 90, 90, 90)
                .learn(4, 5, 6, 90, 90, 90, 90, 90, 90, 90)
                .learn(90);

        assertThat(series.assess(4).expected()).isEqualTo(3.5);
        TestingSeries both = series(new HistoricalLimit(new HistoricalWindow(1, 2, true, 10)))
                .learn(1, 2, 3, 90, 90, 90, 90, 90, 90, 90)
                .learn(4, 5, 6, 90, 90, 90, 90, 90, 90, 90)
                .learn(7);
        assertThat(both.assess(4).expected()).isEqualTo(4);
    }

    @Test
    void theBayesianLimitIsAQuantileOfTheNextCount() {
        // nothing in six panes: size 1/2, probability 6/7; at most 0 has sqrt(6/7) = 0.926, at most 1 has 0.926 (1 +
        // 1/14) = 0.992
        TestingSeries series =
                series(new BayesianLimit(HistoricalWindow.system(1, 52), 0.05)).learnTimes(6, 0);

        assertThat(series.assess(1).upperBound()).isEqualTo(1);
        assertThat(series.assess(1).pValue()).isCloseTo(1 - Math.sqrt(6.0 / 7), within(1e-12));
        assertThat(series.assess(1).alarm()).isFalse();
        assertThat(series.assess(2).alarm()).isTrue();
        assertThat(series.assess(2).pValue()).isCloseTo(1 - Math.sqrt(6.0 / 7) * 15 / 14, within(1e-12));
    }

    @Test
    void whatWasNotObservedIsLeftOut() {
        TestingSeries series = series(new HistoricalLimit(HistoricalWindow.system(1, 52)))
                .learn(NOT_OBSERVED, 3, NOT_OBSERVED, 3, NOT_OBSERVED, 3);

        assertThat(series.assess(3).expected()).isEqualTo(3);
        assertThat(series.learn(NOT_OBSERVED, NOT_OBSERVED).assess(3)).isEqualTo(Assessment.NOT_JUDGED);
        assertThat(series.assess(NOT_OBSERVED)).isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void aYoungSeriesIsNotJudged() {
        assertThat(series(new BayesianLimit(HistoricalWindow.system(2, 52), 0.05))
                        .learnTimes(57, 3)
                        .assess(30))
                .isEqualTo(Assessment.NOT_JUDGED);
        assertThat(series(new BayesianLimit(HistoricalWindow.system(2, 52), 0.05))
                        .learnTimes(58, 3)
                        .assess(30)
                        .alarm())
                .isTrue();
    }

    @Test
    void anEmptyWindowIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HistoricalWindow(3, 0, false, 52));
    }
}
