package org.medsentry.detectors.regression;

import java.util.Arrays;

/**
 * Fits a model of counts with log link and variance proportional to the mean, by iteratively reweighted least squares (McCullagh and
 * Nelder, Generalized Linear Models, 1989, 2.5 and 6.2). Start, step, halving and the test of convergence are those of R's glm.fit, so
 * that a fit ends at the same iteration: where a level has only zeros its coefficient has no limit, and the iteration decides what it is.
 *
 * @param tolerance change of the deviance, relative to the deviance + 0.1, below which the fit has converged
 * @param maximumIterations after which it is given up as not converged
 */
public record QuasiPoissonRegression(double tolerance, int maximumIterations) {

    /** Means below this are held there, as R does. */
    private static final double SMALLEST_MEAN = 0x1p-52;

    /** As R's glm.control. */
    public static final QuasiPoissonRegression STANDARD = new QuasiPoissonRegression(1e-8, 25);

    public QuasiPoissonFit fit(LeastSquares design, double[] counts) {
        return fit(design, counts, null, null);
    }

    /**
     * @param counts finite and not negative, one for each row of the design
     * @param weights prior weights, not negative; null for 1 each; a row of weight 0 is left out
     * @param offset added to the linear predictor; null for none
     */
    public QuasiPoissonFit fit(LeastSquares design, double[] counts, double[] weights, double[] offset) {
        int rows = design.rows();
        double[] prior = weights == null ? ones(rows) : weights;
        check(rows, "counts", counts, true);
        check(rows, "weights", prior, true);
        if (offset != null) {
            check(rows, "offset", offset, false);
        }

        double[] linear = new double[rows];
        double[] mean = new double[rows];
        double[] logarithms = new double[rows];
        for (int row = 0; row < rows; row++) {
            logarithms[row] = counts[row] > 0 ? Math.log(counts[row]) : 0;
            mean[row] = counts[row] + 0.1;
            linear[row] = Math.log(mean[row]);
        }
        double deviance = deviance(counts, logarithms, linear, mean, prior);
        double[] former = new double[rows];
        double[] working = new double[rows];
        double[] adjusted = new double[rows];
        boolean converged = false;
        int iteration = 0;
        while (!converged && iteration < maximumIterations) {
            iteration++;
            for (int row = 0; row < rows; row++) {
                working[row] = prior[row] * mean[row];
                adjusted[row] =
                        linear[row] - (offset == null ? 0 : offset[row]) + (counts[row] - mean[row]) / mean[row];
            }
            System.arraycopy(linear, 0, former, 0, rows);
            design.solve(working, adjusted, linear);
            if (offset != null) {
                for (int row = 0; row < rows; row++) {
                    linear[row] += offset[row];
                }
            }
            double next = means(counts, logarithms, linear, mean, prior);
            // the start is no linear predictor of the design, so there is nothing to go back to from the first step
            for (int half = 0; !Double.isFinite(next) && iteration > 1 && half < maximumIterations; half++) {
                for (int row = 0; row < rows; row++) {
                    linear[row] = (linear[row] + former[row]) / 2;
                }
                next = means(counts, logarithms, linear, mean, prior);
            }
            if (!Double.isFinite(next)) {
                break;
            }
            converged = Math.abs(next - deviance) / (Math.abs(next) + 0.1) < tolerance;
            deviance = next;
        }
        return new QuasiPoissonFit(
                converged,
                iteration,
                deviance,
                design.rank(),
                design.coefficients(),
                design.covariance(),
                design.leverages(),
                counts,
                linear,
                mean,
                working);
    }

    /** Takes the means from the linear predictor; the deviance, not finite where a mean is not. */
    private static double means(double[] counts, double[] logarithms, double[] linear, double[] mean, double[] prior) {
        for (int row = 0; row < mean.length; row++) {
            mean[row] = Math.max(Math.exp(linear[row]), SMALLEST_MEAN);
        }
        return deviance(counts, logarithms, linear, mean, prior);
    }

    private static double deviance(
            double[] counts, double[] logarithms, double[] linear, double[] mean, double[] prior) {
        double sum = 0;
        for (int row = 0; row < counts.length; row++) {
            double count = counts[row];
            // the logarithm of the mean is the linear predictor
            double information = count > 0 ? count * (logarithms[row] - linear[row]) : 0;
            sum += prior[row] * (information - (count - mean[row]));
        }
        return 2 * sum;
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void check(int rows, String name, double[] values, boolean notNegative) {
        if (values.length != rows) {
            throw new IllegalArgumentException(name + ": " + values.length + " for a design of " + rows + " rows");
        }
        for (int row = 0; row < rows; row++) {
            if (!Double.isFinite(values[row]) || notNegative && values[row] < 0) {
                throw new IllegalArgumentException(name + ": row " + row + " is " + values[row]);
            }
        }
    }
}
