package org.medsentry.detectors.surge;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * What a pane's date says of the count to expect: the columns of the regression. One for the level, one for the trend (years before or
 * after the newest pane learned), a pair for each harmonic of the year, and with daily panes one for each day of the week.
 *
 * @param daysPerPane 1 or 7
 * @param harmonics waves of a year: 1 for the year itself, 2 for the half year, and so on
 * @param daysPerYear 365.2425, or what the calendar of a simulation has
 */
record Calendar(int daysPerPane, int harmonics, double daysPerYear) {

    static final double GREGORIAN = 365.2425;

    private static final int TREND = 1;
    private static final int FIRST_WEEKDAY = 2;

    Calendar {
        if (daysPerPane != 1 && daysPerPane != 7) {
            throw new IllegalArgumentException("a pane has " + daysPerPane + " days, it has to have 1 or 7");
        }
        if (harmonics < 0 || !(daysPerYear > 0)) {
            throw new IllegalArgumentException(harmonics + " harmonics of a year of " + daysPerYear + " days");
        }
    }

    int columns() {
        return firstHarmonic() + 2 * harmonics;
    }

    double panesPerYear() {
        return daysPerYear / daysPerPane;
    }

    private int firstHarmonic() {
        return daysPerPane == 1 ? FIRST_WEEKDAY + 7 : FIRST_WEEKDAY;
    }

    /** Puts the columns of a pane that lies {@code ahead} panes after {@code newest} (negative: before) into {@code row}. */
    void fill(double[] row, LocalDate newest, int ahead) {
        long day = newest.toEpochDay() + (long) ahead * daysPerPane;
        row[0] = 1;
        row[TREND] = ahead / panesPerYear();
        int column = FIRST_WEEKDAY;
        if (daysPerPane == 1) {
            Arrays.fill(row, FIRST_WEEKDAY, FIRST_WEEKDAY + 7, 0);
            row[FIRST_WEEKDAY + (int) Math.floorMod(day, 7L)] = 1;
            column += 7;
        }
        double angle = 2 * Math.PI * (day % daysPerYear) / daysPerYear;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        double waveCosine = 1;
        double waveSine = 0;
        for (int wave = 0; wave < harmonics; wave++) {
            double next = waveCosine * cosine - waveSine * sine;
            waveSine = waveSine * cosine + waveCosine * sine;
            waveCosine = next;
            row[column++] = waveCosine;
            row[column++] = waveSine;
        }
    }

    /**
     * How strongly each coefficient but the level is drawn to 0, as the inverse variance of a normal prior on the logarithmic scale: weak
     * beside a year of dense counts, and what keeps a sparse series from inventing seasons. What the history is too short
     * for is held at 0.
     */
    double[] penalties(int panes) {
        double[] penalties = new double[columns()];
        double years = panes / panesPerYear();
        penalties[0] = 1e-3;
        penalties[TREND] = years < 1 ? HELD : 10;
        for (int column = FIRST_WEEKDAY; column < firstHarmonic(); column++) {
            penalties[column] = 0.3;
        }
        for (int wave = 1; wave <= harmonics; wave++) {
            double penalty = years < 1 ? HELD : 0.5 * wave * wave;
            penalties[firstHarmonic() + 2 * wave - 2] = penalty;
            penalties[firstHarmonic() + 2 * wave - 1] = penalty;
        }
        return penalties;
    }

    private static final double HELD = 1e9;
}
