package org.medsentry.local.backtest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines as bytes, of which at most the 64 KiB that a record may have and one more are kept: a file without line ends
 * is one record that is too large, not a heap that is too small. Blank lines are counted and passed over.
 */
final class LineReader implements Closeable {

    /** One more than a record may have, so that the check of its size fails. */
    static final int KEPT_BYTES = 64 * 1024 + 1;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    /** Has room for the carriage return before the line feed. */
    private final byte[] line = new byte[KEPT_BYTES + 1];

    private int position;
    private int limit;
    private long lineNumber;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The number of the line that {@link #next} gave last, counted from 1. */
    long lineNumber() {
        return lineNumber;
    }

    /** The next line that is not blank, without its end; null after the last. */
    byte[] next() throws IOException {
        while (true) {
            int length = readLine();
            if (length < 0) {
                return null;
            }
            lineNumber++;
            int start = lineNumber == 1 && startsWithByteOrderMark(length) ? BYTE_ORDER_MARK.length : 0;
            int end = Math.min(withoutCarriageReturn(length), start + KEPT_BYTES);
            if (!isBlank(start, end)) {
                return Arrays.copyOfRange(line, start, end);
            }
        }
    }

    /** Kept bytes of the next line, or -1 at the end of the file. */
    private int readLine() throws IOException {
        int length = 0;
        boolean begun = false;
        while (position < limit || fill()) {
            begun = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - position, line.length - length);
            System.arraycopy(buffer, position, line, length, kept);
            length += kept;
            if (end < limit) {
                position = end + 1;
                return length;
            }
            position = limit;
        }
        return begun ? length : -1;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(in.read(buffer, 0, buffer.length), 0);
        return limit > 0;
    }

    private boolean startsWithByteOrderMark(int length) {
        return length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private int withoutCarriageReturn(int length) {
        return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    }

    private boolean isBlank(int start, int end) {
        for (int index = start; index < end; index++) {
            if (line[index] != ' ' && line[index] != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
