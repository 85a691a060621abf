package org.medsentry.rules.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.catalogue.PaneLength;

class SourceHabitTest {

    private static SourceHabit after(int... counts) {
        SourceHabit habit = new SourceHabit(1);
        for (int count : counts) {
            habit.take(count, PaneLength.DAY);
        }
        return habit;
    }

    private static int[] days(int days, int count) {
        int[] counts = new int[days];
        java.util.Arrays.fill(counts, count);
        return counts;
    }

    @Test
    void whoSendsManyADayIsMissedOnTheFirst() {
        assertThat(after(days(7, 20)).take(0, PaneLength.DAY)).isEqualTo(1);
        assertThat(after(days(7, 40)).take(4, PaneLength.DAY))
                .as("silent for most of the day")
                .isEqualTo(1);
        assertThat(after(days(7, 20)).take(6, PaneLength.DAY)).as("a weak day").isZero();
    }

    @Test
    void nothingIsKnownInTheFirstWeek() {
        assertThat(after(days(6, 20)).take(0, PaneLength.DAY)).isZero();
    }

    @Test
    void whoSendsAFewIsMissedAfterSomeDaysAndForAllOfThem() {
        SourceHabit habit = after(days(14, 4));

        assertThat(habit.take(0, PaneLength.DAY))
                .as("once in 55 days by chance")
                .isZero();
        assertThat(habit.take(0, PaneLength.DAY)).isZero();
        assertThat(habit.take(0, PaneLength.DAY)).isEqualTo(3);
        assertThat(habit.take(5, PaneLength.DAY)).isZero();
        assertThat(habit.usual(PaneLength.DAY)).as("the silence is no habit").isGreaterThan(4);
    }

    @Test
    void aDayOfRestIsAHabitOnceItHasComeThreeTimes() {
        SourceHabit habit = new SourceHabit(1);
        int[] missed = new int[5];
        for (int week = 0; week < 5; week++) {
            for (int day = 0; day < 6; day++) {
                missed[week] += habit.take(20, PaneLength.DAY);
            }
            missed[week] += habit.take(0, PaneLength.DAY);
        }

        assertThat(missed).containsExactly(0, 1, 1, 0, 0);
    }

    @Test
    void afterThreeWeeksASourceIsGone() {
        SourceHabit habit = after(days(21, 20));
        for (int day = 1; day <= 21; day++) {
            assertThat(habit.take(0, PaneLength.DAY)).as("day " + day).isEqualTo(day);
        }

        assertThat(habit.take(0, PaneLength.DAY)).isZero();
        assertThat(habit.usual(PaneLength.DAY)).isZero();
    }

    @Test
    void chanceIsNotTakenForSilence() {
        Random random = new Random(7);
        int lulls = 0;
        SourceHabit habit = new SourceHabit(1);
        for (int day = 0; day < 20_000; day++) {
            int count = 0;
            for (double time = -Math.log(random.nextDouble()); time < 6; time -= Math.log(random.nextDouble())) {
                count++;
            }
            lulls += habit.take(count, PaneLength.DAY) > 0 ? 1 : 0;
        }

        assertThat(lulls).as("Poisson counts of 6 a day, 20,000 days").isLessThanOrEqualTo(2);
    }
}
