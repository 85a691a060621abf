package org.medsentry.detectors.parity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/** Runs a method over series of the reference, pane by pane as a stream would, and gathers where it says other than the reference. */
final class Comparison {

    /**
     * 45 units in the last place of 1. A score is a difference of numbers of order one; where they should cancel to 0, each side keeps a
     * residue of its own rounding, and the ratio of the two means nothing.
     */
    private static final double RESIDUE = 1e-14;
    /** No residue is what agrees to this. */
    private static final double RELATIVE = 1e-6;

    private static final LocalDate START = LocalDate.of(2000, 1, 1);

    private final double tolerance;
    private final Map<Quantity, Double> largest = new EnumMap<>(Quantity.class);
    private final List<Difference> differences = new ArrayList<>();
    private final List<Difference> residues = new ArrayList<>();
    private int rows;
    private int ties;

    Comparison(double tolerance) {
        this.tolerance = tolerance;
    }

    MethodParity result(String source, String method, String variant) {
        return new MethodParity(source, method, variant, rows, ties, tolerance, largest, differences, residues);
    }

    void run(ReferenceSeries series, Judge judge, List<ReferenceRow> references) {
        SeriesDetector detector = judge.detector();
        SeriesState state = detector.begin();
        int next = 0;
        for (int time = 1; time <= series.counts().length && next < references.size(); time++) {
            double count = series.counts()[time - 1];
            LocalDate day = START.plusDays(time);
            Pane pane = Double.isNaN(count) ? Pane.notObserved(day) : Pane.of(day, count);
            if (references.get(next).time() == time) {
                compare(series.name(), references.get(next), judge.voice().judge(state, pane));
                next++;
            }
            detector.learn(state, pane);
        }
        if (next < references.size()) {
            throw new IllegalArgumentException(series.name() + ": the reference judges pane "
                    + references.get(next).time() + ", which the series lacks or which is out of order");
        }
    }

    /** @param own null where the detector did not judge */
    private void compare(String series, ReferenceRow reference, Map<Quantity, Double> own) {
        if (reference.tie()) {
            ties++;
            return;
        }
        rows++;
        reference.values().forEach((quantity, expected) -> {
            double value = own == null ? Double.NaN : own.get(quantity);
            if (own != null && skipped(quantity, expected)) {
                return;
            }
            double difference = relative(expected, value);
            if (quantity == Quantity.SCORE && difference > RELATIVE && Math.abs(expected - value) < RESIDUE) {
                residues.add(new Difference(series, reference.time(), quantity, expected, value));
                return;
            }
            largest.merge(quantity, difference, Math::max);
            boolean same = quantity == Quantity.ALARM ? Double.compare(expected, value) == 0 : difference <= tolerance;
            if (!same) {
                differences.add(new Difference(series, reference.time(), quantity, expected, value));
            }
        });
    }

    /** Farrington's reference leaves the expected count out where it has no bound. */
    private static boolean skipped(Quantity quantity, double expected) {
        return quantity == Quantity.EXPECTED && Double.isNaN(expected);
    }

    static double relative(double reference, double own) {
        if (Double.compare(reference, own) == 0 || reference == own) {
            return 0;
        }
        double difference = Math.abs(reference - own);
        if (Double.isNaN(difference) || Double.isInfinite(difference)) {
            return Double.POSITIVE_INFINITY;
        }
        return difference / Math.abs(reference);
    }
}
