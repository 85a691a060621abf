package org.medsentry.rules.count;

import java.util.Objects;
import org.medsentry.rules.CountRule;
import org.medsentry.schemas.document.Level;

/**
 * The window in which a record leaves a rule highest.
 *
 * @param records how many records count in it
 * @param reach all windows of the group that reach a level: what is cited must not depend on the order in which records come
 */
public record Verdict(Level level, CountRule.Window window, long records, Reach reach) {

    /** Windows that hold the same record, and therefore all that lies between them. */
    public static final class Reach {

        private final String group;
        private long start;
        private long end;

        Reach(String group, long start, long end) {
            this.group = group;
            this.start = start;
            this.end = end;
        }

        boolean isOf(String other) {
            return Objects.equals(group, other);
        }

        void extend(long otherStart, long otherEnd) {
            start = Math.min(start, otherStart);
            end = Math.max(end, otherEnd);
        }

        /** First millisecond of the earliest window. */
        public long start() {
            return start;
        }

        /** Last millisecond of the latest window. */
        public long end() {
            return end;
        }
    }

    /** The higher level counts, then the window with more records, then the one that ends first. */
    static boolean isBetter(Level level, long records, Verdict than) {
        if (than == null || level != than.level) {
            return than == null || level.atLeast(than.level);
        }
        return records > than.records;
    }
}
