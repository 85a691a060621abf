package org.medsentry.rules;

/** Values of a record that rules need behind the shuffle, by the id of the expression that gave them. */
public final class Captures {

    public static final Captures NONE = new Captures(new long[0], new Object[0]);

    private final byte[] packed;
    private final Unpacking unpacking;
    private long[] ids;
    private Object[] values;

    /** Gets values out of the form in which they travel. */
    public interface Unpacking {
        Captures unpack(byte[] packed);
    }

    /**
     * Known ones.
     *
     * @param ids parallel to the values
     * @param values in the form of the rule language: Boolean, Long, Double, String, Instant, Duration, constants of the
     *     contracts' enums, lists of these; null where missing
     */
    public Captures(long[] ids, Object[] values) {
        this(null, null, ids, values);
    }

    private Captures(byte[] packed, Unpacking unpacking, long[] ids, Object[] values) {
        this.packed = packed;
        this.unpacking = unpacking;
        this.ids = ids;
        this.values = values;
    }

    /** Such as have travelled, unpacked once somebody asks. */
    public static Captures packed(byte[] packed, Unpacking unpacking) {
        return new Captures(packed, unpacking, null, null);
    }

    /** As they have travelled; null if they have not. */
    public byte[] packed() {
        return packed;
    }

    public long[] ids() {
        return known().ids;
    }

    public Object[] values() {
        return known().values;
    }

    private Captures known() {
        if (ids == null) {
            Captures unpacked = unpacking.unpack(packed);
            ids = unpacked.ids;
            values = unpacked.values;
        }
        return this;
    }

    /** Few values each: looking through them is faster than hashing. Null where missing. */
    Object value(long id) {
        known();
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
