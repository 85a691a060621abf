package org.medsentry.schemas.codec;

/** The names that a JSON object of the contract may have, at most 64; each has a bit, so that a second appearance shows. */
final class FieldNames {
    private final String[] slots;
    private final long[] bits;
    private final int mask;

    private FieldNames(int size) {
        slots = new String[size];
        bits = new long[size];
        mask = size - 1;
    }

    static FieldNames of(String... names) {
        FieldNames result = new FieldNames(Integer.highestOneBit(names.length) * 4);
        for (int index = 0; index < names.length; index++) {
            int slot = result.slot(names[index]);
            result.slots[slot] = names[index];
            result.bits[slot] = 1L << index;
        }
        return result;
    }

    /** The bit of a name, 0 if the contract does not know it. */
    long bit(String name) {
        return bits[slot(name)];
    }

    private int slot(String name) {
        int slot = spread(name.hashCode()) & mask;
        while (slots[slot] != null && !slots[slot].equals(name)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 7) ^ (hash >>> 16);
    }
}
