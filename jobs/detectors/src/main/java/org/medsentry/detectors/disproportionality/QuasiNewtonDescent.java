package org.medsentry.detectors.disproportionality;

/**
 * The lowest point of a smooth function of a few unbounded parameters, by the method of Broyden, Fletcher, Goldfarb and Shanno with
 * halving of steps. Parameters are held within ±{@value #EDGE}: they are logarithms, beyond that lies nothing but overflow.
 */
final class QuasiNewtonDescent {

    interface SmoothFunction {
        /** @param gradient is overwritten */
        double at(double[] parameters, double[] gradient);
    }

    private static final double EDGE = 23;
    private static final int MOST_STEPS = 1000;
    private static final double LONGEST_STEP = 2;
    private static final double SUFFICIENT = 1e-4;

    private QuasiNewtonDescent() {}

    static DescentResult descend(SmoothFunction function, double[] start) {
        int size = start.length;
        double[] at = start.clone();
        double[] gradient = new double[size];
        double value = function.at(at, gradient);
        double[][] inverse = identity(size);
        boolean fresh = true;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = direction(inverse, gradient);
            double slope = product(direction, gradient);
            if (!(slope < 0)) {
                inverse = identity(size);
                fresh = true;
                direction = direction(inverse, gradient);
                slope = product(direction, gradient);
            }
            double longest = 0;
            for (double part : direction) {
                longest = Math.max(longest, Math.abs(part));
            }
            double length = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
            double[] next = new double[size];
            double[] nextGradient = new double[size];
            double nextValue = Double.NaN;
            boolean lower = false;
            for (int halving = 0; halving < 60 && !lower; halving++, length /= 2) {
                for (int i = 0; i < size; i++) {
                    next[i] = Math.max(-EDGE, Math.min(EDGE, at[i] + length * direction[i]));
                }
                nextValue = function.at(next, nextGradient);
                lower = nextValue < value + SUFFICIENT * length * slope
                        || nextValue < value && length * Math.abs(slope) < 1e-8;
            }
            if (!lower) {
                if (fresh) {
                    break;
                }
                inverse = identity(size);
                fresh = true;
                continue;
            }
            double gained = value - nextValue;
            update(inverse, difference(next, at), difference(nextGradient, gradient));
            at = next;
            gradient = nextGradient;
            value = nextValue;
            if (gained < 1e-11 * Math.max(1, Math.abs(value))) {
                if (fresh) {
                    break;
                }
                inverse = identity(size);
                fresh = true;
            } else {
                fresh = false;
            }
        }
        return new DescentResult(at, value);
    }

    private static void update(double[][] inverse, double[] moved, double[] turned) {
        double curvature = product(moved, turned);
        if (!(curvature > 1e-12)) {
            return;
        }
        int size = moved.length;
        double[] image = multiply(inverse, turned);
        double scale = (1 + product(turned, image) / curvature) / curvature;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                inverse[i][j] += scale * moved[i] * moved[j] - (image[i] * moved[j] + moved[i] * image[j]) / curvature;
            }
        }
    }

    private static double[] direction(double[][] inverse, double[] gradient) {
        double[] direction = multiply(inverse, gradient);
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -direction[i];
        }
        return direction;
    }

    private static double[] multiply(double[][] matrix, double[] vector) {
        double[] result = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            result[i] = product(matrix[i], vector);
        }
        return result;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double[] difference(double[] one, double[] other) {
        double[] result = new double[one.length];
        for (int i = 0; i < one.length; i++) {
            result[i] = one[i] - other[i];
        }
        return result;
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }
}
