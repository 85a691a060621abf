package org.medsentry.detectors.ears;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medsentry.detectors.TestingSeries;
import org.medsentry.detectors.series.Assessment;

class EarsTest {

    private static final double NOT_OBSERVED = Double.NaN;
    private static final EarsSettings WEEK = EarsSettings.of(7, 0, 3);
    /** Of 1 to 7: mean 4, sum of squares 28. */
    private static final double DEVIATION = Math.sqrt(28.0 / 6);

    @Test
    void c1MeasuresTheCountInDeviationsOfTheWeekBefore() {
        TestingSeries series = new TestingSeries(Ears.c1(WEEK)).learn(100, 1, 2, 3, 4, 5, 6, 7);

        Assessment high = series.assess(12);
        assertThat(high.expected()).isEqualTo(4);
        assertThat(high.score()).isCloseTo(8 / DEVIATION, within(1e-12));
        assertThat(high.upperBound()).isCloseTo(4 + 3 * DEVIATION, within(1e-12));
        assertThat(high.pValue()).isNaN();
        assertThat(high.alarm()).isTrue();
        assertThat(series.assess(10).alarm()).isFalse();
    }

    @Test
    void c2LeavesTwoPanesOutBeforeTheCount() {
        TestingSeries series = new TestingSeries(Ears.c2(WEEK)).learn(1, 2, 3, 4, 5, 6, 7, 50, 60);

        assertThat(series.assess(12).score()).isCloseTo(8 / DEVIATION, within(1e-12));
    }

    @Test
    void c3AddsUpWhatThreeScoresExceedOneBy() {
        EarsC3 detector = new EarsC3(EarsSettings.of(7, 1, 2));
        TestingSeries series = new TestingSeries(detector).learnTimes(9, 5).learn(7, 7);

        // the week before is flat, its deviation is raised to 1: each 7 scores 2 and exceeds 1 by 1
        assertThat(series.assess(7).score()).isEqualTo(3);
        assertThat(series.assess(7).alarm()).isTrue();
        assertThat(series.assess(5).score()).isEqualTo(2);
        assertThat(series.assess(5).alarm()).isFalse();
        assertThat(series.assess(6.5).score()).isEqualTo(2.5);
    }

    @Test
    void c3CountsAnEarlierPaneThatWasNotObservedAsNoExcess() {
        TestingSeries series = new TestingSeries(new EarsC3(EarsSettings.of(7, 1, 2)))
                .learnTimes(9, 5)
                .learn(7, NOT_OBSERVED);

        assertThat(series.assess(7).score()).isEqualTo(2);
    }

    @Test
    void aFlatWeekWithoutSmallestDeviationAlarmsAtTheFirstCase() {
        TestingSeries series = new TestingSeries(Ears.c1(WEEK)).learnTimes(7, 0);

        assertThat(series.assess(1).score()).isInfinite();
        assertThat(series.assess(1).alarm()).isTrue();
        assertThat(series.assess(0).score()).isNaN();
        assertThat(series.assess(0).alarm()).isFalse();
        TestingSeries raised = new TestingSeries(Ears.c1(EarsSettings.of(7, 0.5, 3))).learnTimes(7, 0);
        assertThat(raised.assess(1).alarm()).isFalse();
    }

    @Test
    void aYoungSeriesIsNotJudged() {
        assertThat(new TestingSeries(Ears.c1(WEEK)).learnTimes(6, 1).assess(9)).isEqualTo(Assessment.NOT_JUDGED);
        assertThat(new TestingSeries(Ears.c2(WEEK)).learnTimes(8, 1).assess(9)).isEqualTo(Assessment.NOT_JUDGED);
        assertThat(new TestingSeries(new EarsC3(WEEK)).learnTimes(10, 1).assess(9))
                .isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void whatWasNotObservedIsNoZero() {
        TestingSeries series = new TestingSeries(Ears.c1(WEEK)).learn(3, NOT_OBSERVED, 4, 5, NOT_OBSERVED, 4, 4);

        assertThat(series.assess(4).expected()).isEqualTo(4);
        assertThat(series.assess(NOT_OBSERVED)).isEqualTo(Assessment.NOT_JUDGED);
        // a third of the week missing is too much
        assertThat(series.learn(NOT_OBSERVED).assess(4)).isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void settingsNameWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EarsSettings.of(1, 0, 3))
                .withMessageContaining("baselineLength is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EarsSettings(7, 0, 3, 8))
                .withMessageContaining("minimumObserved is 8");
    }
}
