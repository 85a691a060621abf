package org.medsentry.schemas.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.medsentry.schemas.document.DeadLetterReason;

/**
 * Checks a record's bytes before any JSON is parsed: size, and well-formed UTF-8 without NUL. The JSON parser alone would
 * take UTF-16, overlong forms and encoded surrogates for text. Nearly all records are plain ASCII, so eight bytes are looked
 * at in one step.
 */
final class RecordBytes {
    static final int MAX_BYTES = 65_536;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BACKSLASHES = ONES * '\\';

    private RecordBytes() {}

    /**
     * @return whether there may be a backslash, without which no string of the document can hold a lone surrogate
     * @throws RecordException TOO_LARGE, or MALFORMED_JSON for bytes that are no UTF-8 text
     */
    static boolean check(byte[] value) throws RecordException {
        if (value == null || value.length == 0) {
            throw malformed("the record is empty");
        }
        if (value.length > MAX_BYTES) {
            throw new RecordException(
                    DeadLetterReason.TOO_LARGE,
                    "",
                    "the record has " + value.length + " bytes, more than " + MAX_BYTES);
        }
        long backslash = 0;
        int position = 0;
        int lastWord = value.length - Long.BYTES;
        while (position < value.length) {
            if (position <= lastWord) {
                long word = (long) LONGS.get(value, position);
                long difference = word ^ BACKSLASHES;
                backslash |= (difference - ONES) & ~difference;
                if (((word | (word - ONES)) & HIGH_BITS) == 0) {
                    position += Long.BYTES;
                    continue;
                }
            } else if (value[position] == '\\') {
                backslash = HIGH_BITS;
            }
            int length = sequenceLength(value, position);
            if (length == 0) {
                throw malformed("no well-formed UTF-8 text at byte " + position);
            }
            position += length;
        }
        return (backslash & HIGH_BITS) != 0;
    }

    /** Length of the well-formed UTF-8 sequence (Unicode standard, table 3-7) that starts here, 0 if there is none. */
    private static int sequenceLength(byte[] value, int position) {
        int first = value[position];
        if (first > 0) {
            return 1;
        }
        int lead = first & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return continues(value, position + 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            int lowest = lead == 0xE0 ? 0xA0 : 0x80;
            int highest = lead == 0xED ? 0x9F : 0xBF;
            return continues(value, position + 1, lowest, highest) && continues(value, position + 2, 0x80, 0xBF)
                    ? 3
                    : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            int lowest = lead == 0xF0 ? 0x90 : 0x80;
            int highest = lead == 0xF4 ? 0x8F : 0xBF;
            return continues(value, position + 1, lowest, highest)
                            && continues(value, position + 2, 0x80, 0xBF)
                            && continues(value, position + 3, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] value, int position, int lowest, int highest) {
        if (position >= value.length) {
            return false;
        }
        int octet = value[position] & 0xFF;
        return octet >= lowest && octet <= highest;
    }

    private static RecordException malformed(String message) {
        return new RecordException(DeadLetterReason.MALFORMED_JSON, "", message);
    }
}
