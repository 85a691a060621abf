package org.medsentry.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.medsentry.schemas.document.Level;

/**
 * One figure of a window.
 *
 * @param name as conditions and texts call it
 * @param spread for {@link Kind#SPREAD} the level that parts of the region must have reached, else null
 * @param per whether it is the highest among groups of its own instead of one figure of all
 * @param whole whether it is a whole number
 */
public record Measure(String name, Kind kind, Level spread, boolean per, boolean whole) {

    /** What is made of the records of a window. */
    public enum Kind {
        /** How many records. A whole number. */
        COUNT,
        /** How many different values. A whole number. */
        DISTINCT,
        /** The values added up. */
        SUM,
        /** The earliest stream time. */
        EARLIEST,
        /** The latest stream time. */
        LATEST,
        /** How many parts of the key's region are themselves at a level or above. A whole number. */
        SPREAD;

        /** As written in rule files. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of this key. */
        public static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }

        static List<String> keys() {
            return Arrays.stream(values()).map(Kind::key).toList();
        }
    }
}
