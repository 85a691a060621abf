package org.medsentry.detectors.surge;

import java.time.LocalDate;
import java.util.Arrays;
import org.medsentry.detectors.series.SeriesState;

/**
 * The baseline: a log-linear quasi-Poisson regression on the calendar over all counts that a series still has, with ridge penalties, and
 * with weights that bound what an outbreak of the past can do to the coefficients (Huber's, on Anscombe residuals as Farrington et al.
 * 1996 use them) and to the dispersion (Huber's second proposal).
 *
 * <p>Why not the regression of package {@code regression}: that one repeats the published methods step by step and starts anew
 * each time; this one starts from the coefficients of the pane before, so two steps of Newton's method are enough, works on the ring of
 * counts in place, and needs penalties. One instance is the work space of one fit.
 */
final class SeasonalRegression {

    private static final double STRANGE = 2.58;
    private static final double LONGEST_STEP = 1.5;

    private final Calendar calendar;
    private final int columns;
    private final CalendarWalk walk;
    private final double[] row;
    private final double[] gradient;
    private final double[][] information;
    private double dispersion;

    SeasonalRegression(Calendar calendar) {
        this.calendar = calendar;
        this.columns = calendar.columns();
        this.walk = new CalendarWalk(calendar);
        this.row = new double[columns];
        this.gradient = new double[columns];
        this.information = new double[columns][columns];
    }

    /**
     * Improves the coefficients by some steps.
     *
     * @param newest date of the newest pane that the state has learned; the trend counts from it
     * @return the dispersion, at least 1
     */
    double fit(SeriesState state, LocalDate newest, double[] coefficients, double dispersionBefore, int steps) {
        dispersion = dispersionBefore;
        double[] penalties = calendar.penalties(state.known());
        for (int step = 0; step < steps; step++) {
            accumulate(state, newest, coefficients);
            for (int column = 0; column < columns; column++) {
                double penalty = penalties[column] * dispersion;
                information[column][column] += penalty;
                gradient[column] -= penalty * coefficients[column];
            }
            factorise();
            solve(gradient);
            for (int column = 0; column < columns; column++) {
                coefficients[column] += Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, gradient[column]));
            }
        }
        return dispersion;
    }

    /** Variance of the logarithm of what is expected of a pane, from the last fit. */
    double variance(LocalDate newest, int ahead) {
        walk.startAt(newest, ahead);
        Arrays.fill(row, 0);
        for (int index = 0; index < walk.columns.length; index++) {
            row[walk.columns[index]] = walk.values[index];
        }
        double sum = 0;
        for (int column = 0; column < columns; column++) {
            double value = row[column];
            for (int before = 0; before < column; before++) {
                value -= information[column][before] * row[before];
            }
            row[column] = value / information[column][column];
            sum += row[column] * row[column];
        }
        return sum * dispersion;
    }

    private void accumulate(SeriesState state, LocalDate newest, double[] coefficients) {
        Arrays.fill(gradient, 0);
        for (double[] line : information) {
            Arrays.fill(line, 0);
        }
        double residuals = 0;
        double weights = 0;
        double deviation = Math.sqrt(dispersion);
        int known = state.known();
        walk.startAt(newest, 1);
        for (int ago = 1; ago <= known; ago++) {
            walk.back();
            double count = state.count(ago);
            if (Double.isNaN(count)) {
                continue;
            }
            double mean = walk.expected(coefficients, 0);
            double weight = weight(count, mean, deviation);
            weights += weight;
            residuals += weight * (count - mean) * (count - mean) / mean;
            add(weight * (count - mean), weight * mean);
        }
        dispersion = Math.max(1, residuals / Math.max(1, weights - columns));
    }

    private void add(double residual, double scale) {
        double[] values = walk.values;
        int[] active = walk.columns;
        for (int index = 0; index < active.length; index++) {
            gradient[active[index]] += residual * values[index];
            double scaled = scale * values[index];
            double[] line = information[active[index]];
            for (int other = 0; other <= index; other++) {
                line[active[other]] += scaled * values[other];
            }
        }
    }

    /** 1 up to 2.58 standard deviations above what is expected, then less: the pull of a count stays bounded. Low counts are no outbreaks. */
    private static double weight(double count, double mean, double deviation) {
        if (count <= mean + deviation * Math.sqrt(mean)) {
            return 1;
        }
        double third = Math.cbrt(mean);
        double anscombe = 1.5 * (Math.pow(Math.cbrt(count), 2) - third * third) / (Math.sqrt(third) * deviation);
        return anscombe <= STRANGE ? 1 : STRANGE * STRANGE / (anscombe * anscombe);
    }

    /** Cholesky's factor in place; the penalties make the matrix positive definite. */
    private void factorise() {
        for (int column = 0; column < columns; column++) {
            double[] line = information[column];
            for (int other = 0; other <= column; other++) {
                double sum = line[other];
                double[] otherLine = information[other];
                for (int before = 0; before < other; before++) {
                    sum -= line[before] * otherLine[before];
                }
                line[other] = other == column ? Math.sqrt(sum) : sum / otherLine[other];
            }
        }
    }

    private void solve(double[] values) {
        for (int column = 0; column < columns; column++) {
            for (int before = 0; before < column; before++) {
                values[column] -= information[column][before] * values[before];
            }
            values[column] /= information[column][column];
        }
        for (int column = columns - 1; column >= 0; column--) {
            for (int after = column + 1; after < columns; after++) {
                values[column] -= information[after][column] * values[after];
            }
            values[column] /= information[column][column];
        }
    }
}
