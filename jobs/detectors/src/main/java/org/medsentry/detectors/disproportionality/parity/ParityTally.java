package org.medsentry.detectors.disproportionality.parity;

import org.medsentry.detectors.disproportionality.PairCounts;

/** Gathers the differences of one column. */
final class ParityTally {

    private final String dataset;
    private final ParityColumn column;
    private int rows;
    private double relative;
    private double beyondPrinting;

    ParityTally(String dataset, ParityColumn column) {
        this.dataset = dataset;
        this.column = column;
    }

    String column() {
        return column.name();
    }

    /** @param text as printed: empty or NA where the reference says nothing, Inf where it is infinite */
    void compare(PairCounts counts, String text) {
        double ours = column.measure().applyAsDouble(counts);
        if (text.isEmpty() || text.equals("NA") || text.equals("NaN")) {
            agree(Double.isNaN(ours));
            return;
        }
        if (text.equals("Inf")) {
            agree(ours == Double.POSITIVE_INFINITY);
            return;
        }
        double reference = Double.parseDouble(text);
        double difference = Math.abs(ours - reference);
        if (Double.isNaN(difference)) {
            agree(false);
            return;
        }
        rows++;
        if (column.name().startsWith("chi2") && ParityColumn.nothing(ours, reference)) {
            return;
        }
        relative = Math.max(relative, difference / ParityColumn.scale(reference));
        beyondPrinting = Math.max(
                beyondPrinting, Math.max(0, difference - column.resolution(reference)) / ParityColumn.scale(reference));
    }

    private void agree(boolean agreed) {
        rows++;
        if (!agreed) {
            relative = Double.POSITIVE_INFINITY;
            beyondPrinting = Double.POSITIVE_INFINITY;
        }
    }

    ParityRow row() {
        return new ParityRow(dataset, column.name(), rows, relative, beyondPrinting, column.tolerance());
    }
}
