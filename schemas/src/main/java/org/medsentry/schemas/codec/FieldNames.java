package org.medsentry.schemas.codec;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * The names that a JSON object of the contract may have, at most 64. The parser interns names as the compiler interns
 * literals, so finding one and switching over it costs a comparison of references.
 */
final class FieldNames {
    private final String[] names;
    private final SerializableString[] texts;
    private final String[] slots;
    private final int[] indexes;
    private final int mask;

    private FieldNames(String[] names) {
        this.names = names;
        texts = new SerializableString[names.length];
        int size = Integer.highestOneBit(names.length) * 4;
        slots = new String[size];
        indexes = new int[size];
        mask = size - 1;
    }

    static FieldNames of(String... names) {
        FieldNames result = new FieldNames(names);
        for (int index = 0; index < names.length; index++) {
            result.texts[index] = new SerializedString(names[index]);
            int slot = result.slot(names[index]);
            result.slots[slot] = names[index];
            result.indexes[slot] = index;
        }
        return result;
    }

    /** Place of a name among those that the contract knows, -1 if it does not know it. */
    int index(String name) {
        int slot = slot(name);
        return slots[slot] == null ? -1 : indexes[slot];
    }

    String name(int index) {
        return names[index];
    }

    /** Place of the name behind this one, the first behind the last. */
    int following(int index) {
        return index + 1 == names.length ? 0 : index + 1;
    }

    /** The name as it stands in a document. */
    SerializableString text(int index) {
        return texts[index];
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
