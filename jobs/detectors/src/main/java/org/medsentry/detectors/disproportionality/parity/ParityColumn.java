package org.medsentry.detectors.disproportionality.parity;

import java.util.function.ToDoubleFunction;
import org.medsentry.detectors.disproportionality.PairCounts;

/**
 * A column of a reference table and what we have to say to it.
 *
 * @param significantDigits that the file prints; 0 for a column printed to so many decimals instead
 * @param decimals see there
 */
record ParityColumn(
        String name, int significantDigits, int decimals, double tolerance, ToDoubleFunction<PairCounts> measure) {

    /** Below this a value is a rounding error of the reference itself: R's chi-square of a table that is what it is expected to be. */
    private static final double NOTHING = 1e-12;

    static ParityColumn exact(String name, ToDoubleFunction<PairCounts> measure) {
        return new ParityColumn(name, 10, 0, 1e-9, measure);
    }

    static ParityColumn iterated(String name, ToDoubleFunction<PairCounts> measure) {
        return new ParityColumn(name, 10, 0, 1e-6, measure);
    }

    /** Printed to so many decimals after a bisection that stops at half a unit of the last, so that the last may be off by one. */
    static ParityColumn decimals(String name, int decimals, ToDoubleFunction<PairCounts> measure) {
        return new ParityColumn(name, 0, decimals, 1e-6, measure);
    }

    /** What the reference's own rounding may make of a value. */
    double resolution(double reference) {
        if (reference == 0) {
            return 0;
        }
        if (significantDigits == 0) {
            return Math.pow(10, -decimals);
        }
        return 0.5 * Math.pow(10, Math.floor(Math.log10(Math.abs(reference))) - significantDigits + 1);
    }

    /** What is no more than a rounding error on both sides is the same. */
    static boolean nothing(double ours, double reference) {
        return Math.abs(ours) < NOTHING && Math.abs(reference) < NOTHING;
    }

    static double scale(double reference) {
        return Math.max(Math.abs(reference), Double.MIN_NORMAL);
    }
}
