package org.medsentry.detectors.regression;

import java.util.Arrays;

/**
 * Least squares on any design, by Householder reflections: stable where normal equations are not, as with a trend beside an intercept or
 * groups whose weight all but vanishes. A column that depends on those before it is set aside.
 */
public final class HouseholderLeastSquares implements LeastSquares {

    /** What is left of a column after those before it, relative to the whole column, below which it depends on them. */
    private static final double DEPENDENT = 1e-11;

    private final double[][] design;
    private final int rows;
    private final double[][] reflected;
    private final double[] rootWeights;
    private final double[] projected;
    private final double[] diagonal;
    private final double[] reflectorScale;
    private final int[] kept;
    private int rank;

    /** @param columns the columns of the design, all of the same length; kept, not copied */
    public HouseholderLeastSquares(double[]... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("a design needs a column");
        }
        this.design = columns;
        this.rows = columns[0].length;
        for (int column = 0; column < columns.length; column++) {
            if (columns[column].length != rows) {
                throw new IllegalArgumentException("column " + column + " of the design has " + columns[column].length
                        + " rows, column 0 has " + rows);
            }
        }
        this.reflected = new double[columns.length][rows];
        this.rootWeights = new double[rows];
        this.projected = new double[rows];
        this.diagonal = new double[columns.length];
        this.reflectorScale = new double[columns.length];
        this.kept = new int[columns.length];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return design.length;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public void solve(double[] weights, double[] response, double[] fitted) {
        for (int row = 0; row < rows; row++) {
            rootWeights[row] = Math.sqrt(weights[row]);
            projected[row] = rootWeights[row] * response[row];
        }
        factorise();
        double[] coefficients = coefficients();
        Arrays.fill(fitted, 0);
        for (int column = 0; column < design.length; column++) {
            double coefficient = coefficients[column];
            if (coefficient != 0) {
                double[] values = design[column];
                for (int row = 0; row < rows; row++) {
                    fitted[row] += coefficient * values[row];
                }
            }
        }
    }

    private void factorise() {
        double[] norms = new double[design.length];
        for (int column = 0; column < design.length; column++) {
            double[] from = design[column];
            double[] to = reflected[column];
            for (int row = 0; row < rows; row++) {
                to[row] = rootWeights[row] * from[row];
            }
            norms[column] = norm(to, 0);
        }
        rank = 0;
        for (int column = 0; column < design.length && rank < rows; column++) {
            double left = norm(reflected[column], rank);
            if (left > DEPENDENT * norms[column]) {
                reflect(column, left);
                kept[rank++] = column;
            }
        }
    }

    /** Turns what is left of a column onto the axis of its rank, and the later columns and the response with it. */
    private void reflect(int column, double norm) {
        double[] vector = reflected[column];
        double signed = vector[rank] > 0 ? -norm : norm;
        vector[rank] -= signed;
        diagonal[rank] = signed;
        reflectorScale[rank] = -1 / (signed * vector[rank]);
        for (int later = column + 1; later < design.length; later++) {
            apply(vector, rank, reflectorScale[rank], reflected[later]);
        }
        apply(vector, rank, reflectorScale[rank], projected);
    }

    private static void apply(double[] vector, int from, double scale, double[] target) {
        double product = 0;
        for (int row = from; row < target.length; row++) {
            product += vector[row] * target[row];
        }
        double factor = scale * product;
        for (int row = from; row < target.length; row++) {
            target[row] -= factor * vector[row];
        }
    }

    private static double norm(double[] values, int from) {
        double sum = 0;
        for (int row = from; row < values.length; row++) {
            sum += values[row] * values[row];
        }
        return Math.sqrt(sum);
    }

    /** Above the diagonal of the triangle, by rank. */
    private double triangle(int row, int column) {
        return row == column ? diagonal[row] : reflected[kept[column]][row];
    }

    @Override
    public double[] coefficients() {
        double[] coefficients = new double[design.length];
        for (int row = rank - 1; row >= 0; row--) {
            double value = projected[row];
            for (int column = row + 1; column < rank; column++) {
                value -= triangle(row, column) * coefficients[kept[column]];
            }
            coefficients[kept[row]] = value / diagonal[row];
        }
        return coefficients;
    }

    @Override
    public double[] leverages() {
        double[] leverages = new double[rows];
        double[] orthogonal = new double[rows];
        for (int axis = 0; axis < rank; axis++) {
            Arrays.fill(orthogonal, 0);
            orthogonal[axis] = 1;
            for (int reflector = axis; reflector >= 0; reflector--) {
                apply(reflected[kept[reflector]], reflector, reflectorScale[reflector], orthogonal);
            }
            for (int row = 0; row < rows; row++) {
                leverages[row] += orthogonal[row] * orthogonal[row];
            }
        }
        return leverages;
    }

    @Override
    public double[][] covariance() {
        double[][] inverse = new double[rank][rank];
        for (int column = 0; column < rank; column++) {
            inverse[column][column] = 1 / diagonal[column];
            for (int row = column - 1; row >= 0; row--) {
                double value = 0;
                for (int between = row + 1; between <= column; between++) {
                    value -= triangle(row, between) * inverse[between][column];
                }
                inverse[row][column] = value / diagonal[row];
            }
        }
        double[][] covariance = new double[design.length][design.length];
        for (int row = 0; row < rank; row++) {
            for (int column = 0; column < rank; column++) {
                double sum = 0;
                for (int axis = Math.max(row, column); axis < rank; axis++) {
                    sum += inverse[row][axis] * inverse[column][axis];
                }
                covariance[kept[row]][kept[column]] = sum;
            }
        }
        return covariance;
    }
}
