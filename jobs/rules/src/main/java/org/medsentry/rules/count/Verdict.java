package org.medsentry.rules.count;

import org.medsentry.rules.CountRule;
import org.medsentry.schemas.document.Level;

/**
 * The window in which a record leaves a rule highest.
 *
 * @param start first millisecond of the window
 * @param end its last
 * @param records how many records count in it
 */
public record Verdict(Level level, CountRule.Window window, long start, long end, long records) {

    /** The higher level counts, then the window with more records, then the one that ends first. */
    static boolean isBetter(Level level, long records, Verdict than) {
        if (than == null || level != than.level) {
            return than == null || level.atLeast(than.level);
        }
        return records > than.records;
    }
}
