package org.medsentry.streaming.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Texts that records carry again and again, with their bytes. What is not found is made, and takes the place of what was there:
 * nothing depends on what is kept. Tasks share it without a lock, for each entry is whole.
 */
final class RecurringTexts {

    /** Characters, or bytes of them. */
    static final int LONGEST = 64;

    static final int MOST = 1 << 11;

    private static final Entry[] BY_TEXT = new Entry[MOST];
    private static final Entry[] BY_BYTES = new Entry[MOST];

    private record Entry(String text, byte[] bytes) {}

    private RecurringTexts() {}

    /** As {@link Texts#write} writes it; not to be changed by whoever gets it. */
    static byte[] packed(String text) {
        int place = place(text.hashCode());
        Entry known = BY_TEXT[place];
        if (known == null || !known.text().equals(text)) {
            known = new Entry(text, pack(text));
            BY_TEXT[place] = known;
        }
        return known.bytes();
    }

    private static byte[] pack(String text) {
        try {
            DataOutputSerializer packing = new DataOutputSerializer(LONGEST);
            Texts.write(text, packing);
            return packing.getCopyOfBuffer();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written to", impossible);
        }
    }

    /** @param bytes in UTF-8; not to be changed afterwards */
    static String text(byte[] bytes) {
        int place = place(Arrays.hashCode(bytes));
        Entry known = BY_BYTES[place];
        if (known == null || !Arrays.equals(known.bytes(), bytes)) {
            known = new Entry(new String(bytes, StandardCharsets.UTF_8), bytes);
            BY_BYTES[place] = known;
        }
        return known.text();
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) & MOST - 1;
    }
}
