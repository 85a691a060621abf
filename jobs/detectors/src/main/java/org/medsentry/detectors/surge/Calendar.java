package org.medsentry.detectors.surge;

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

    /**
     * How strongly each coefficient but the level is drawn to 0, as the inverse variance of a normal prior on the logarithmic scale: weak
     * beside a year of dense counts, and what keeps a sparse series from inventing seasons; waves are penalised by their curvature. What the history is too short
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
            double penalty = years < 1 ? HELD : 0.5 * Math.pow(wave, 4);
            penalties[firstHarmonic() + 2 * wave - 2] = penalty;
            penalties[firstHarmonic() + 2 * wave - 1] = penalty;
        }
        return penalties;
    }

    private static final double HELD = 1e9;
}
