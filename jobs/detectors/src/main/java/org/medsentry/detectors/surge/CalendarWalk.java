package org.medsentry.detectors.surge;

import java.time.LocalDate;

/**
 * Goes through the panes of a history from the newest one back and gives the columns of each that are not 0. A fit goes through
 * thousands of panes, so the angle of the year is turned from pane to pane by a rotation and not computed anew.
 */
final class CalendarWalk {

    final int[] columns;
    final double[] values;

    private final Calendar calendar;
    private final int firstHarmonic;
    private final double turnCosine;
    private final double turnSine;
    private double cosine;
    private double sine;
    private int weekday;
    private int ahead;

    CalendarWalk(Calendar calendar) {
        this.calendar = calendar;
        boolean weekdays = calendar.daysPerPane() == 1;
        this.firstHarmonic = weekdays ? 3 : 2;
        int active = firstHarmonic + 2 * calendar.harmonics();
        this.columns = new int[active];
        this.values = new double[active];
        columns[1] = 1;
        values[0] = 1;
        if (weekdays) {
            values[2] = 1;
        }
        for (int index = firstHarmonic; index < active; index++) {
            columns[index] = calendar.columns() - active + index;
        }
        double turn = 2 * Math.PI * calendar.daysPerPane() / calendar.daysPerYear();
        this.turnCosine = Math.cos(turn);
        this.turnSine = Math.sin(turn);
    }

    /** Stands at the pane that lies {@code ahead} panes after the newest one. */
    void startAt(LocalDate newest, int ahead) {
        this.ahead = ahead;
        long day = newest.toEpochDay() + (long) ahead * calendar.daysPerPane();
        double angle = 2 * Math.PI * (day % calendar.daysPerYear()) / calendar.daysPerYear();
        cosine = Math.cos(angle);
        sine = Math.sin(angle);
        weekday = (int) Math.floorMod(day, 7L);
        describe();
    }

    void back() {
        ahead--;
        double before = cosine * turnCosine + sine * turnSine;
        sine = sine * turnCosine - cosine * turnSine;
        cosine = before;
        weekday = weekday == 0 ? 6 : weekday - 1;
        describe();
    }

    private void describe() {
        values[1] = ahead / calendar.panesPerYear();
        if (firstHarmonic == 3) {
            columns[2] = 2 + weekday;
        }
        double waveCosine = 1;
        double waveSine = 0;
        for (int index = firstHarmonic; index < values.length; index += 2) {
            double next = waveCosine * cosine - waveSine * sine;
            waveSine = waveSine * cosine + waveCosine * sine;
            waveCosine = next;
            values[index] = waveCosine;
            values[index + 1] = waveSine;
        }
    }

    /** Expected count of the pane it stands at. */
    double expected(double[] coefficients, int offset) {
        double sum = 0;
        for (int index = 0; index < columns.length; index++) {
            sum += values[index] * coefficients[offset + columns[index]];
        }
        return Math.exp(Math.max(LOWEST, Math.min(HIGHEST, sum)));
    }

    private static final double LOWEST = -9;
    private static final double HIGHEST = 17;
}
