package org.medsentry.detectors.percentile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medsentry.detectors.TestingSeries;
import org.medsentry.detectors.series.Assessment;

class MovingPercentileTest {

    private static final double NOT_OBSERVED = Double.NaN;
    /** Years of ten panes, one neighbour on each side, two years. */
    private static final MovingPercentile SMALL = new MovingPercentile(1, 10, 1, 2, 2, 0.8);

    @Test
    void comparesWithTheSamePanesOfPastYears() {
        // the pane judged is the second of its year: panes 1 to 3 of both years before it, 21 panes in all
        TestingSeries series = new TestingSeries(SMALL)
                .learn(3, 1, 4, 90, 90, 90, 90, 90, 90, 90)
                .learn(2, 7, 6, 90, 90, 90, 90, 90, 90, 90)
                .learn(90);

        // 1 2 3 4 6 7: at place 0.8 * 5 = 4 lies 6
        Assessment assessment = series.assess(6.5);
        assertThat(assessment.upperBound()).isCloseTo(6, within(1e-12));
        assertThat(assessment.alarm()).isTrue();
        assertThat(assessment.score()).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(assessment.pValue()).isCloseTo(2.0 / 7, within(1e-12));
        assertThat(series.assess(6).alarm()).isFalse();
    }

    @Test
    void interpolatesBetweenWindows() {
        TestingSeries series = new TestingSeries(new MovingPercentile(1, 10, 1, 2, 2, 0.5))
                .learn(3, 1, 4, 0, 0, 0, 0, 0, 0, 0)
                .learn(2, 7, 6, 0, 0, 0, 0, 0, 0, 0)
                .learn(0);

        assertThat(series.assess(0).upperBound()).isEqualTo(3.5);
    }

    @Test
    void addsUpSevenDays() {
        TestingSeries series = new TestingSeries(MovingPercentile.daily()).learnTimes(3 * 365 + 20, 2);

        assertThat(series.assess(2).upperBound()).isEqualTo(14);
        assertThat(series.assess(2).alarm()).isFalse();
        assertThat(series.assess(3).alarm()).isTrue();
    }

    @Test
    void needsItsYears() {
        assertThat(new TestingSeries(MovingPercentile.weekly())
                        .learnTimes(3 * 52 + 1, 2)
                        .assess(9))
                .isEqualTo(Assessment.NOT_JUDGED);
        assertThat(new TestingSeries(MovingPercentile.weekly())
                        .learnTimes(3 * 52 + 2, 2)
                        .assess(9)
                        .judged())
                .isTrue();
    }

    @Test
    void leavesWindowsOutThatWereNotObserved() {
        TestingSeries series = new TestingSeries(SMALL)
                .learn(3, NOT_OBSERVED, 4, 90, 90, 90, 90, 90, 90, 90)
                .learn(2, 7, NOT_OBSERVED, 90, 90, 90, 90, 90, 90, 90)
                .learn(90);

        // 2 3 4 7: at place 0.8 * 3 = 2.4
        assertThat(series.assess(5).upperBound()).isCloseTo(4 + 0.4 * 3, within(1e-12));
        TestingSeries fewer = new TestingSeries(SMALL)
                .learnTimes(10, NOT_OBSERVED)
                .learn(2, NOT_OBSERVED, 6, 90, 90, 90, 90, 90, 90, 90)
                .learn(90);
        assertThat(fewer.assess(5)).isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void aGapInTheCurrentWeekIsNotJudged() {
        TestingSeries series = new TestingSeries(MovingPercentile.daily())
                .learnTimes(3 * 365 + 20, 2)
                .learn(NOT_OBSERVED);

        assertThat(series.assess(9)).isEqualTo(Assessment.NOT_JUDGED);
    }
}
