package org.medsentry.detectors.historical;

import org.medsentry.detectors.series.SeriesState;

/**
 * The panes that simple historical limits are taken from: the newest ones, the same ones of past years with those around them, or both.
 *
 * <p>A pane in two of them counts twice, as in R's algo.rki (with months, where six on each side are more than a year).
 *
 * @param halfWindow panes around the same pane of a past year, on each side; and how many newest ones are taken
 * @param yearsBack how many past years; 0 for the newest panes alone
 * @param newest whether the newest panes are taken
 */
public record HistoricalWindow(int halfWindow, int yearsBack, boolean newest, int panesPerYear) {

    public HistoricalWindow {
        if (halfWindow < 1 || yearsBack < 0 || yearsBack == 0 && !newest || halfWindow >= panesPerYear) {
            throw new IllegalArgumentException("halfWindow is " + halfWindow + ", yearsBack " + yearsBack + ", newest "
                    + newest + ", panesPerYear " + panesPerYear
                    + ": half a window has to be shorter than a year, and something has to be in it");
        }
    }

    /** (6 newest panes), (6 newest, and 13 of last year), (9 of each of two years): systems 1, 2 and 3 of R's algo.rki. */
    public static HistoricalWindow system(int number, int panesPerYear) {
        return switch (number) {
            case 1 -> new HistoricalWindow(6, 0, true, panesPerYear);
            case 2 -> new HistoricalWindow(6, 1, true, panesPerYear);
            case 3 -> new HistoricalWindow(4, 2, false, panesPerYear);
            default -> throw new IllegalArgumentException("there is no system " + number + ", only 1, 2 and 3");
        };
    }

    int oldest() {
        return yearsBack * panesPerYear + halfWindow;
    }

    private int panes() {
        return (newest ? halfWindow : 0) + yearsBack * (2 * halfWindow + 1);
    }

    /** Sums over what was observed; null where the series is too young, or less than half of the panes were observed. */
    Sums sums(SeriesState state) {
        if (state.known() < oldest()) {
            return null;
        }
        Sums sums = new Sums();
        if (newest) {
            sums.add(state, 1, halfWindow);
        }
        for (int year = 1; year <= yearsBack; year++) {
            int same = year * panesPerYear;
            sums.add(state, same - halfWindow, same + halfWindow);
        }
        return 2 * sums.observed < panes() ? null : sums;
    }

    /** Of counts, which are whole numbers: exact. */
    static final class Sums {

        private int observed;
        private double total;
        private double squares;

        private void add(SeriesState state, int from, int to) {
            for (int ago = from; ago <= to; ago++) {
                double count = state.count(ago);
                if (!Double.isNaN(count)) {
                    observed++;
                    total += count;
                    squares += count * count;
                }
            }
        }

        int observed() {
            return observed;
        }

        double total() {
            return total;
        }

        double mean() {
            return total / observed;
        }

        double deviation() {
            return Math.sqrt(Math.max(0, (observed * squares - total * total) / ((double) observed * (observed - 1))));
        }
    }
}
