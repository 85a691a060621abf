package org.medsentry.detectors.regression;

/**
 * Weighted least squares on one design, solved again and again with other weights, as iteratively reweighted fitting asks. Keeps the
 * last factorisation, so it serves one fit at a time and one thread.
 */
public interface LeastSquares {

    int rows();

    int columns();

    /**
     * Minimises the sum of weight x (response - fitted)^2.
     *
     * @param weights not negative, one for each row; a row of weight 0 is left out, but still gets a fitted value
     * @param fitted takes the fitted values
     */
    void solve(double[] weights, double[] response, double[] fitted);

    /** How many columns could be told apart in the last solution; the coefficient of any other is 0. */
    int rank();

    /** Coefficients of the last solution, one for each column. */
    double[] coefficients();

    /** The diagonal of the hat matrix of the last solution. */
    double[] leverages();

    /** The inverse of X'WX of the last solution, with rows and columns of 0 for what could not be told apart. */
    double[][] covariance();
}
