package org.medsentry.detectors.regression;

/**
 * A fitted model of counts. Leverages, covariance and working weights are those of the last step, taken at the means before it, as R
 * keeps them.
 */
public final class QuasiPoissonFit {

    private final boolean converged;
    private final int iterations;
    private final double deviance;
    private final int rank;
    private final double[] coefficients;
    private final double[][] covariance;
    private final double[] leverages;
    private final double[] counts;
    private final double[] linearPredictors;
    private final double[] means;
    private final double[] workingWeights;

    QuasiPoissonFit(
            boolean converged,
            int iterations,
            double deviance,
            int rank,
            double[] coefficients,
            double[][] covariance,
            double[] leverages,
            double[] counts,
            double[] linearPredictors,
            double[] means,
            double[] workingWeights) {
        this.converged = converged;
        this.iterations = iterations;
        this.deviance = deviance;
        this.rank = rank;
        this.coefficients = coefficients;
        this.covariance = covariance;
        this.leverages = leverages;
        this.counts = counts;
        this.linearPredictors = linearPredictors;
        this.means = means;
        this.workingWeights = workingWeights;
    }

    /** Where it is false nothing else of the fit should be relied on. */
    public boolean converged() {
        return converged;
    }

    public int iterations() {
        return iterations;
    }

    public double deviance() {
        return deviance;
    }

    public int rank() {
        return rank;
    }

    public double coefficient(int column) {
        return coefficients[column];
    }

    /** Of a coefficient, for a dispersion of 1. */
    public double unscaledVariance(int column) {
        return covariance[column][column];
    }

    public double mean(int row) {
        return means[row];
    }

    public double leverage(int row) {
        return leverages[row];
    }

    /** Rows that have a weight, less the rank. */
    public int degreesOfFreedom() {
        int rows = 0;
        for (double weight : workingWeights) {
            if (weight > 0) {
                rows++;
            }
        }
        return rows - rank;
    }

    /** Pearson's estimate of variance over mean; NaN without degrees of freedom. May be below 1. */
    public double dispersion() {
        return dispersion(workingWeights);
    }

    /** Squared relative residuals under the given weights, by degree of freedom. */
    public double dispersion(double[] weights) {
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0) {
                double relative = (counts[row] - means[row]) / means[row];
                sum += weights[row] * relative * relative;
            }
        }
        int freedom = degreesOfFreedom();
        return freedom > 0 ? sum / freedom : Double.NaN;
    }

    /** The logarithm of the mean at a row of the design, without offset. */
    public double linearPredictor(double... row) {
        double sum = 0;
        for (int column = 0; column < coefficients.length; column++) {
            sum += row[column] * coefficients[column];
        }
        return sum;
    }

    /** Variance of the linear predictor at a row of the design, for a dispersion of 1. */
    public double unscaledVarianceAt(double... row) {
        double sum = 0;
        for (int column = 0; column < coefficients.length; column++) {
            if (row[column] != 0) {
                for (int other = 0; other < coefficients.length; other++) {
                    sum += row[column] * covariance[column][other] * row[other];
                }
            }
        }
        return sum;
    }

    /**
     * Anscombe's residuals of the Poisson distribution, 3/2 (y^(2/3) - mu^(2/3)) / mu^(1/6), divided by the square root of dispersion x
     * (1 - leverage); 0 for a row that the fit had to go through.
     */
    public double[] anscombeResiduals(double dispersion) {
        double[] residuals = new double[counts.length];
        for (int row = 0; row < residuals.length; row++) {
            double free = 1 - leverages[row];
            if (free > 1e-14) {
                double root = Math.cbrt(counts[row]);
                double sixth = Math.exp(-linearPredictors[row] / 6);
                double raw = 1.5 * (root * root * sixth - Math.sqrt(means[row]));
                residuals[row] = raw / Math.sqrt(dispersion * free);
            }
        }
        return residuals;
    }
}
