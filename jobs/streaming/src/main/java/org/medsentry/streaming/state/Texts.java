package org.medsentry.streaming.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Texts, lists of texts and times in packed bytes; null keeps its place. A text is written in one piece, a byte a character
 * where that is enough and two otherwise: character by character, as Flink does it, takes several times as long.
 */
public final class Texts {

    private static final long NO_TIME = Long.MIN_VALUE;
    private static final int LAST_OF_ONE_BYTE = 0xFF;

    private Texts() {}

    /** In UTF-8, which the JVM copies rather than converts where there is nothing but ASCII. */
    public static void write(String text, DataOutputView target) throws IOException {
        if (text == null) {
            target.writeByte(0);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean torn = mayBeTorn(text, bytes) && isTorn(text);
        if (torn) {
            bytes = twoBytesEach(text);
        }
        Varints.write(((long) bytes.length << 1 | (torn ? 1 : 0)) + 1, target);
        target.write(bytes);
    }

    /** A text that comes again and again, such as the name of a watch: written from {@link RecurringTexts}. */
    public static void writeRecurring(String text, DataOutputView target) throws IOException {
        if (text == null || text.length() > RecurringTexts.LONGEST) {
            write(text, target);
        } else {
            target.write(RecurringTexts.packed(text));
        }
    }

    /** What either of the two has written, as one object for all equal texts if it comes again and again. */
    public static String readRecurring(DataInputView source) throws IOException {
        return read(source, true);
    }

    public static String read(DataInputView source) throws IOException {
        return read(source, false);
    }

    private static String read(DataInputView source, boolean recurring) throws IOException {
        long header = Varints.read(source) - 1;
        if (header < 0) {
            return null;
        }
        byte[] bytes = new byte[(int) (header >>> 1)];
        source.readFully(bytes);
        if ((header & 1) != 0) {
            return ofTwoBytesEach(bytes);
        }
        return recurring && bytes.length <= RecurringTexts.LONGEST
                ? RecurringTexts.text(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Half of a pair that stands alone becomes a question mark in UTF-8. */
    private static boolean mayBeTorn(String text, byte[] bytes) {
        if (bytes.length != text.length()) {
            return true;
        }
        for (byte octet : bytes) {
            if (octet == '?') {
                return true;
            }
        }
        return false;
    }

    /** A key would be another one. */
    private static boolean isTorn(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isSurrogate(character)) {
                boolean pair = Character.isHighSurrogate(character)
                        && index + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(index + 1));
                if (!pair) {
                    return true;
                }
                index++;
            }
        }
        return false;
    }

    private static byte[] twoBytesEach(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            bytes[2 * index] = (byte) (character >>> Byte.SIZE);
            bytes[2 * index + 1] = (byte) character;
        }
        return bytes;
    }

    private static String ofTwoBytesEach(byte[] bytes) {
        char[] characters = new char[bytes.length / 2];
        for (int index = 0; index < characters.length; index++) {
            characters[index] = (char) (bytes[2 * index] << Byte.SIZE | bytes[2 * index + 1] & LAST_OF_ONE_BYTE);
        }
        return new String(characters);
    }

    public static void writeAll(List<String> texts, DataOutputView target) throws IOException {
        target.writeInt(texts == null ? -1 : texts.size());
        if (texts != null) {
            for (String text : texts) {
                write(text, target);
            }
        }
    }

    public static List<String> readAll(DataInputView source) throws IOException {
        int size = source.readInt();
        if (size < 0) {
            return null;
        }
        List<String> texts = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            texts.add(read(source));
        }
        return texts;
    }

    /** To the nanosecond: records differ in less than a millisecond. */
    public static void writeTime(Instant time, DataOutputView target) throws IOException {
        target.writeLong(time == null ? NO_TIME : time.getEpochSecond());
        if (time != null) {
            target.writeInt(time.getNano());
        }
    }

    public static Instant readTime(DataInputView source) throws IOException {
        long seconds = source.readLong();
        return seconds == NO_TIME ? null : Instant.ofEpochSecond(seconds, source.readInt());
    }
}
