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

    public static void write(String text, DataOutputView target) throws IOException {
        if (text == null) {
            target.writeByte(0);
            return;
        }
        boolean wide = isWide(text);
        long header = ((long) text.length() << 1 | (wide ? 1 : 0)) + 1;
        int start = Varints.length(header);
        byte[] bytes = new byte[start + (wide ? 2 * text.length() : text.length())];
        Varints.write(header, bytes);
        if (wide) {
            twoBytesEach(text, bytes, start);
        } else {
            oneByteEach(text, bytes, start);
        }
        target.write(bytes);
    }

    public static String read(DataInputView source) throws IOException {
        long header = Varints.read(source) - 1;
        if (header < 0) {
            return null;
        }
        int length = (int) (header >>> 1);
        boolean wide = (header & 1) != 0;
        byte[] bytes = new byte[wide ? 2 * length : length];
        source.readFully(bytes);
        return wide ? ofTwoBytesEach(bytes) : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isWide(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) > LAST_OF_ONE_BYTE) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("deprecation") // drops the high byte, of which there is none here, and copies nothing twice
    private static void oneByteEach(String text, byte[] target, int start) {
        text.getBytes(0, text.length(), target, start);
    }

    /** Not UTF-16 by the library, which replaces half of a pair that stands alone: a key would be another one. */
    private static void twoBytesEach(String text, byte[] target, int start) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            target[start + 2 * index] = (byte) (character >>> Byte.SIZE);
            target[start + 2 * index + 1] = (byte) character;
        }
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
