package org.medsentry.detectors.percentile;

import java.util.Arrays;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/**
 * The moving percentile method of China's automated outbreak alert system CIDARS: the count of the last seven days against a percentile
 * of the same seven days, and of neighbouring weeks on each side, in the past years (Yang, Li, Lan et al., Western Pacific Surveillance
 * and Response 2, 2011; Zhang, Lai, Wang et al., PLoS ONE 2013). Knows season without a model, but needs years of history. Percentiles
 * are interpolated as in R (type 7).
 *
 * <p>A window with a pane that was not observed is left out; with fewer than half of the windows nothing is judged. The score is the
 * share of the windows below the current one; expected count and bound are those of the window, not of its last pane alone. Kept are all panes of the years: 7.4 kB for five years of days, 1.1 kB for weeks.
 *
 * @param panesInWindow 7 for days, 1 for weeks
 * @param panesPerYear 365 for days, 52 for weeks
 * @param neighbours windows on each side of the same one
 * @param minimumYears with fewer nothing is judged
 * @param maximumYears no more are looked at
 * @param percentile probability, above 0 and below 1
 */
public record MovingPercentile(
        int panesInWindow, int panesPerYear, int neighbours, int minimumYears, int maximumYears, double percentile)
        implements SeriesDetector {

    public MovingPercentile {
        if (panesInWindow < 1 || neighbours < 0 || (2 * neighbours + 1) * panesInWindow > panesPerYear) {
            throw new IllegalArgumentException("panesInWindow is " + panesInWindow + " and neighbours are " + neighbours
                    + ": their windows have to fit into the " + panesPerYear + " panes of a year");
        }
        if (minimumYears < 1 || maximumYears < minimumYears) {
            throw new IllegalArgumentException("years are " + minimumYears + " to " + maximumYears);
        }
        if (!(percentile > 0 && percentile < 1)) {
            throw new IllegalArgumentException("percentile is " + percentile + ", it has to be above 0 and below 1");
        }
    }

    /** For daily panes: 80th percentile, two neighbouring windows on each side, three to five years. */
    public static MovingPercentile daily() {
        return new MovingPercentile(7, 365, 2, 3, 5, 0.8);
    }

    /** The same for weekly panes. */
    public static MovingPercentile weekly() {
        return new MovingPercentile(1, 52, 2, 3, 5, 0.8);
    }

    @Override
    public SeriesState begin() {
        return new SeriesState(panesFor(maximumYears), 0);
    }

    private int panesFor(int years) {
        return years * panesPerYear + (neighbours + 1) * panesInWindow - 1;
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        if (!pane.observed() || before.known() < panesFor(minimumYears)) {
            return Assessment.NOT_JUDGED;
        }
        double current = pane.count() + sum(before, 1, panesInWindow - 1);
        double[] past = past(before);
        if (Double.isNaN(current) || past == null) {
            return Assessment.NOT_JUDGED;
        }
        double bound = quantile(past);
        int below = 0;
        int reached = 0;
        for (double count : past) {
            if (count < current) {
                below++;
            } else {
                reached++;
            }
        }
        return Assessment.of(
                past[past.length / 2],
                bound,
                (double) below / past.length,
                (reached + 1.0) / (past.length + 1),
                current > bound);
    }

    /** The counts of the past windows in ascending order; null where too few were observed. */
    private double[] past(SeriesState before) {
        int years = Math.min(maximumYears, (before.known() - (neighbours + 1) * panesInWindow + 1) / panesPerYear);
        double[] counts = new double[years * (2 * neighbours + 1)];
        int observed = 0;
        for (int year = 1; year <= years; year++) {
            for (int neighbour = -neighbours; neighbour <= neighbours; neighbour++) {
                double count = sum(before, year * panesPerYear + neighbour * panesInWindow, panesInWindow);
                if (!Double.isNaN(count)) {
                    counts[observed++] = count;
                }
            }
        }
        if (2 * observed < counts.length) {
            return null;
        }
        double[] sorted = Arrays.copyOf(counts, observed);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Of the panes from so many ago on into the past. */
    private static double sum(SeriesState state, int newest, int panes) {
        double sum = 0;
        for (int ago = newest; ago < newest + panes; ago++) {
            sum += state.count(ago);
        }
        return sum;
    }

    private double quantile(double[] sorted) {
        double place = (sorted.length - 1) * percentile;
        int lower = (int) Math.floor(place);
        int upper = Math.min(lower + 1, sorted.length - 1);
        return sorted[lower] + (place - lower) * (sorted[upper] - sorted[lower]);
    }
}
