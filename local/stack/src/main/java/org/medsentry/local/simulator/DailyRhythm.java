package org.medsentry.local.simulator;

import java.time.DayOfWeek;
import java.util.Arrays;

/** How much of a day's trade falls into an hour, and how much of a week's into a day. */
enum DailyRhythm {
    /** Open from 8 to 22, peaks before noon and after work; a few are open at night. */
    PHARMACY(
            new double[] {
                .05, .03, .02, .02, .02, .04, .1, .3, 3, 6, 8, 7, 4.5, 4, 4.5, 5.5, 6.5, 8, 9.5, 9, 6.5, 3.5, .3, .1
            },
            new double[] {1.08, 1, .97, .98, 1.02, 1.05, .9}),
    /** Doctors and registries report in office hours. */
    REPORTING(
            new double[] {.1, .1, .1, .1, .1, .1, .2, .6, 5, 11, 13, 10, 3, 5, 11, 13, 12, 7, 2, 1.5, 1.5, 1, .5, .2},
            new double[] {1.3, 1.25, 1.2, 1.2, 1.15, .5, .4}),
    /** Platforms never close; most people order in the evening. */
    ONLINE(
            new double[] {
                2.2, 1.2, .7, .5, .4, .5, 1, 2, 3.2, 4.3, 5, 5.2, 5, 4.6, 4.4, 4.5, 4.7, 4.9, 5.3, 6.2, 7.5, 8, 6.8, 4.2
            },
            new double[] {1.02, .98, .97, .98, 1, 1.03, 1.02});

    private final double[] hours;
    private final double hoursSum;
    private final double[] days;
    private final double daysMean;

    DailyRhythm(double[] hours, double[] days) {
        this.hours = hours;
        this.days = days;
        this.hoursSum = Arrays.stream(hours).sum();
        this.daysMean = Arrays.stream(days).average().orElseThrow();
    }

    /** @return the share of a mean day's trade that falls into this hour of this day */
    double share(DayOfWeek day, int hour) {
        return hours[hour] / hoursSum * days[day.getValue() - 1] / daysMean;
    }
}
