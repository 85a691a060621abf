package org.medsentry.detectors.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

class SurgeDetectorTest {

    private static final LocalDate MONDAY = LocalDate.of(2018, 1, 1);

    @Test
    void learnsSeasonAndTrendOfWeeks() {
        SurgeDetector detector = SurgeDetector.weekly();
        IntToDoubleFunction mean =
                week -> Math.exp(3 + 0.1 * week / 52.18 + 0.6 * Math.cos(2 * Math.PI * week / 52.1775));
        SeriesState state = learned(detector, 7, 400, week -> poisson(mean.applyAsDouble(week), week));

        for (int week = 400; week < 420; week++) {
            Assessment assessment = detector.assess(state, pane(7, week, poisson(mean.applyAsDouble(week), week)));
            assertThat(assessment.expected())
                    .isCloseTo(mean.applyAsDouble(week), within(0.1 * mean.applyAsDouble(week)));
            detector.learn(state, pane(7, week, poisson(mean.applyAsDouble(week), week)));
        }
    }

    @Test
    void learnsTheDaysOfTheWeek() {
        SurgeDetector detector = SurgeDetector.daily();
        IntUnaryOperator counts = day -> day % 7 >= 5 ? 0 : poisson(20 + 10 * (day % 7), day);
        SeriesState state = learned(detector, 1, 210, counts);

        assertThat(detector.assess(state, pane(1, 210, 20)).expected()).isCloseTo(20, within(3.0));
        assertThat(detector.assess(state, pane(1, 210, 60)).alarm()).isTrue();
        for (int day = 210; day < 214; day++) {
            detector.learn(state, pane(1, day, counts.applyAsInt(day)));
        }
        assertThat(detector.assess(state, pane(1, 214, 60)).expected()).isCloseTo(60, within(6.0));
        assertThat(detector.assess(state, pane(1, 214, 60)).alarm()).isFalse();
    }

    @Test
    void alarmsAboveItsUpperBoundAndNowhereElse() {
        for (SurgeDetector detector : new SurgeDetector[] {SurgeDetector.weekly(), SurgeDetector.daily()}) {
            SeriesState state =
                    learned(detector, detector == SurgeDetector.daily() ? 1 : 7, 130, pane -> poisson(4, pane));
            LocalDate next = MONDAY.plusDays(130);
            for (int count = 0; count < 30; count++) {
                Assessment assessment = detector.assess(state, Pane.of(next, count));
                assertThat(assessment.alarm()).isEqualTo(count > assessment.upperBound());
            }
        }
    }

    @Test
    void saysNothingOfAYoungSeries() {
        SurgeDetector detector = SurgeDetector.weekly();
        SeriesState state = learned(detector, 7, detector.panesNeeded() - 1, week -> 3);
        assertThat(detector.assess(state, pane(7, 11, 100))).isEqualTo(Assessment.NOT_JUDGED);
        detector.learn(state, pane(7, 11, 3));
        assertThat(detector.assess(state, pane(7, 12, 100)).alarm()).isTrue();
        assertThat(detector.assess(state, pane(7, 12, 100)).expected()).isCloseTo(3, within(0.05));
    }

    @Test
    void leavesOutWhatWasNotObserved() {
        SurgeDetector detector = SurgeDetector.weekly();
        SeriesState state = detector.begin();
        for (int week = 0; week < 60; week++) {
            LocalDate start = MONDAY.plusDays(7L * week);
            detector.learn(state, week % 2 == 0 ? Pane.of(start, poisson(10, week)) : Pane.notObserved(start));
        }
        assertThat(detector.assess(state, pane(7, 60, 10)).expected()).isCloseTo(10, within(1.5));
        assertThat(detector.assess(state, Pane.notObserved(MONDAY))).isEqualTo(Assessment.NOT_JUDGED);
    }

    @Test
    void forgivesAnOutbreakOfThePast() {
        SurgeDetector detector = SurgeDetector.weekly();
        SeriesState calm = learned(detector, 7, 200, week -> poisson(10, week));
        SeriesState struck = learned(detector, 7, 200, week -> week >= 100 && week < 106 ? 80 : poisson(10, week));
        double withoutOutbreak = detector.assess(calm, pane(7, 200, 10)).upperBound();
        double withOutbreak = detector.assess(struck, pane(7, 200, 10)).upperBound();
        assertThat(withOutbreak).isLessThan(1.5 * withoutOutbreak);
    }

    @Test
    void neverAlarmsOnNothing() {
        SurgeDetector detector = SurgeDetector.daily();
        SeriesState state = learned(detector, 1, 100, day -> day < 97 ? poisson(2, day) : 40);
        assertThat(detector.assess(state, pane(1, 100, 0)).alarm()).isFalse();
        assertThat(detector.assess(state, pane(1, 100, 0)).pValue()).isGreaterThanOrEqualTo(0.5);
        assertThat(detector.assess(state, pane(1, 100, 5)).alarm()).isTrue();
    }

    @Test
    void bearsASeriesOfNothingAndSurprises() {
        for (SurgeDetector detector : new SurgeDetector[] {SurgeDetector.weekly(), SurgeDetector.daily()}) {
            SeriesState state = learned(detector, 7, 1000, pane -> 0);
            Assessment assessment = detector.assess(state, pane(7, 1000, 3));
            assertThat(assessment.alarm()).isTrue();
            assertThat(assessment.expected()).isBetween(0.0, 0.05);
            detector.learn(state, pane(7, 1000, 1_000_000));
            assertThat(detector.assess(state, pane(7, 1001, 1)).expected()).isFinite();
        }
    }

    @Test
    void twoSeriesOfTheSameCountsHaveTheSameState() {
        SurgeDetector detector = SurgeDetector.daily();
        SeriesState one = learned(detector, 1, 500, day -> poisson(6, day));
        assertThat(learned(SurgeDetector.daily(), 1, 500, day -> poisson(6, day)))
                .isEqualTo(one);
        SeriesState copy = one.copy();
        detector.assess(one, pane(1, 500, 9));
        assertThat(one).isEqualTo(copy);
    }

    @Test
    void keepsNoMoreThanItSays() {
        for (SurgeDetector detector : new SurgeDetector[] {SurgeDetector.weekly(), SurgeDetector.daily()}) {
            SeriesState state = detector.begin();
            assertThat(state.counts().length * 4 + state.sums().length * 8).isLessThan(8 * 1024);
        }
    }

    private static SeriesState learned(SeriesDetector detector, int daysPerPane, int panes, IntUnaryOperator counts) {
        SeriesState state = detector.begin();
        for (int index = 0; index < panes; index++) {
            detector.learn(state, pane(daysPerPane, index, counts.applyAsInt(index)));
        }
        return state;
    }

    private static Pane pane(int daysPerPane, int index, double count) {
        return Pane.of(MONDAY.plusDays((long) daysPerPane * index), count);
    }

    /** A count of this mean, always the same for the same pane. */
    private static int poisson(double mean, int pane) {
        SplittableRandom random = new SplittableRandom(pane);
        double left = Math.exp(-mean);
        int count = -1;
        for (double product = 1; product > left; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
