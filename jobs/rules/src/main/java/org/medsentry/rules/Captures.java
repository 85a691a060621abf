package org.medsentry.rules;

/**
 * Values of a record that rules need behind the shuffle, by the id of the expression that gave them.
 *
 * @param ids parallel to the values
 * @param values in the form of the rule language: Boolean, Long, Double, String, Instant, Duration, constants of the contracts'
 *     enums, lists of these; null where missing
 */
public record Captures(long[] ids, Object[] values) {

    public static final Captures NONE = new Captures(new long[0], new Object[0]);

    /** Few values each: looking through them is faster than hashing. Null where missing. */
    Object value(long id) {
        for (int index = 0; index < ids.length; index++) {
            if (ids[index] == id) {
                return values[index];
            }
        }
        return null;
    }

    static Captures of(Capture[] captures, Frame frame) {
        if (captures.length == 0) {
            return NONE;
        }
        long[] ids = new long[captures.length];
        Object[] values = new Object[captures.length];
        for (int index = 0; index < captures.length; index++) {
            ids[index] = captures[index].id();
            values[index] = captures[index].node().value(frame);
        }
        return new Captures(ids, values);
    }
}
