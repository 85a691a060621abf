package org.medsentry.detectors.parity;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the reference says of one pane.
 *
 * @param values NaN where the reference has none although its method gives one; quantities that it does not give are absent
 */
record ReferenceRow(int time, boolean tie, Map<Quantity, Double> values) {

    /** @param columns the columns of the table that hold each quantity */
    static ReferenceRow of(ReferenceTable.Row row, Map<Quantity, String> columns) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        columns.forEach((quantity, column) -> values.put(quantity, row.number(column)));
        // algo.farrington writes 0 where no count can alarm, farringtonFlexible NA
        values.computeIfPresent(
                Quantity.UPPER_BOUND,
                (quantity, bound) -> row.text("method").equals("farrington_old") && bound == 0 ? Double.NaN : bound);
        boolean tie = row.has("tie") && row.number("tie") == 1;
        return new ReferenceRow(row.whole("t"), tie, values);
    }
}
