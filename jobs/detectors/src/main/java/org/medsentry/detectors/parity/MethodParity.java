package org.medsentry.detectors.parity;

import java.util.List;
import java.util.Map;

/**
 * How one variant of one method compares to its reference over all series of a set.
 *
 * @param source "series" or "simulation"
 * @param rows rows compared
 * @param ties rows left out, for their alarm hinges on the last bit of a floating-point number
 * @param tolerance largest relative difference that counts as the same
 * @param largest largest relative difference of each quantity that the reference gives
 * @param differences every row and quantity beyond the tolerance, and every alarm that differs
 * @param residues scores that should cancel to 0, but of which rounding leaves something; they differ by less than 1e-14 and are not
 *     among the largest
 */
public record MethodParity(
        String source,
        String method,
        String variant,
        int rows,
        int ties,
        double tolerance,
        Map<Quantity, Double> largest,
        List<Difference> differences,
        List<Difference> residues) {

    public long alarmsThatDiffer() {
        return differences.stream()
                .filter(difference -> difference.quantity() == Quantity.ALARM)
                .count();
    }

    /** Over bounds, scores, p-values and what else the reference gives; 0 where it gives none. */
    public double largestDifference() {
        return largest.entrySet().stream()
                .filter(entry -> entry.getKey() != Quantity.ALARM)
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
