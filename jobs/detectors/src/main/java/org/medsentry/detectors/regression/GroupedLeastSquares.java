package org.medsentry.detectors.regression;

import java.util.Arrays;

/**
 * Least squares on a level for each group of rows and, if wanted, one slope that all groups share: the design of the Farrington family.
 * Solved group by group, in time proportional to the rows, and free of the cancellation that a design with an intercept suffers where the
 * weight of its first group vanishes. Columns are the groups in order, then the slope; a group without weight has a level of 0.
 */
public final class GroupedLeastSquares implements LeastSquares {

    /** What is left of the slope's column after the groups, relative to the whole, below which the slope cannot be told apart. */
    private static final double DEPENDENT = 1e-22;

    private final int[] groupOfRow;
    private final int groups;
    private final double[] slopeColumn;
    private final double[] level;
    private final double[] groupWeight;
    private final double[] groupCentre;
    private final double[] lastWeights;
    private double slope;
    private double slopeWeight;
    private int rank;

    /**
     * @param groupOfRow the group of each row, 0 up to less than groups
     * @param slopeColumn what the slope multiplies in each row; null for none
     */
    public GroupedLeastSquares(int[] groupOfRow, int groups, double[] slopeColumn) {
        if (slopeColumn != null && slopeColumn.length != groupOfRow.length) {
            throw new IllegalArgumentException(
                    "the slope's column has " + slopeColumn.length + " rows, the groups have " + groupOfRow.length);
        }
        this.groupOfRow = groupOfRow;
        this.groups = groups;
        this.slopeColumn = slopeColumn;
        this.level = new double[groups];
        this.groupWeight = new double[groups];
        this.groupCentre = new double[groups];
        this.lastWeights = new double[groupOfRow.length];
    }

    @Override
    public int rows() {
        return groupOfRow.length;
    }

    @Override
    public int columns() {
        return slopeColumn == null ? groups : groups + 1;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public void solve(double[] weights, double[] response, double[] fitted) {
        System.arraycopy(weights, 0, lastWeights, 0, weights.length);
        average(weights, response);
        slope(weights, response);
        for (int group = 0; group < groups; group++) {
            level[group] -= slope * groupCentre[group];
        }
        for (int row = 0; row < fitted.length; row++) {
            fitted[row] = level[groupOfRow[row]] + (slope == 0 ? 0 : slope * slopeColumn[row]);
        }
    }

    /** Leaves the weighted means of response and slope column in level and centre. */
    private void average(double[] weights, double[] response) {
        Arrays.fill(groupWeight, 0);
        Arrays.fill(groupCentre, 0);
        Arrays.fill(level, 0);
        for (int row = 0; row < weights.length; row++) {
            int group = groupOfRow[row];
            groupWeight[group] += weights[row];
            level[group] += weights[row] * response[row];
            if (slopeColumn != null) {
                groupCentre[group] += weights[row] * slopeColumn[row];
            }
        }
        rank = 0;
        for (int group = 0; group < groups; group++) {
            if (groupWeight[group] > 0) {
                level[group] /= groupWeight[group];
                groupCentre[group] /= groupWeight[group];
                rank++;
            }
        }
    }

    private void slope(double[] weights, double[] response) {
        slope = 0;
        slopeWeight = 0;
        if (slopeColumn == null) {
            return;
        }
        double common = 0;
        double whole = 0;
        for (int row = 0; row < weights.length; row++) {
            int group = groupOfRow[row];
            double aside = slopeColumn[row] - groupCentre[group];
            slopeWeight += weights[row] * aside * aside;
            common += weights[row] * aside * (response[row] - level[group]);
            whole += weights[row] * slopeColumn[row] * slopeColumn[row];
        }
        if (slopeWeight > DEPENDENT * whole) {
            slope = common / slopeWeight;
            rank++;
        } else {
            slopeWeight = 0;
        }
    }

    @Override
    public double[] coefficients() {
        double[] coefficients = new double[columns()];
        System.arraycopy(level, 0, coefficients, 0, groups);
        if (slopeColumn != null) {
            coefficients[groups] = slope;
        }
        return coefficients;
    }

    @Override
    public double[] leverages() {
        double[] leverages = new double[rows()];
        for (int row = 0; row < leverages.length; row++) {
            int group = groupOfRow[row];
            if (lastWeights[row] > 0) {
                double aside = slopeWeight > 0 ? slopeColumn[row] - groupCentre[group] : 0;
                leverages[row] = lastWeights[row]
                        * (1 / groupWeight[group] + (slopeWeight > 0 ? aside * aside / slopeWeight : 0));
            }
        }
        return leverages;
    }

    @Override
    public double[][] covariance() {
        double[][] covariance = new double[columns()][columns()];
        for (int group = 0; group < groups; group++) {
            if (groupWeight[group] > 0) {
                covariance[group][group] = 1 / groupWeight[group];
            }
        }
        if (slopeWeight > 0) {
            covariance[groups][groups] = 1 / slopeWeight;
            for (int group = 0; group < groups; group++) {
                double shared = -groupCentre[group] / slopeWeight;
                covariance[group][groups] = shared;
                covariance[groups][group] = shared;
                for (int other = 0; other < groups; other++) {
                    covariance[group][other] -= shared * groupCentre[other];
                }
            }
        }
        return covariance;
    }
}
