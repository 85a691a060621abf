package org.medsentry.gateway.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.medsentry.schemas.codec.RecordDecoder;

/**
 * A look at the body through a buffer, from which records are cut. A record that lies in the buffer as a whole is copied once; one
 * that reaches beyond is gathered. What is too long for a record is passed over, but for its beginning.
 */
final class ByteWindow {
    /** Behind the last byte. */
    static final int END = -1;

    private static final int BYTES = 64 << 10;
    private static final int MOST = RecordDecoder.MAX_BYTES + 1;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream body;
    private final byte[] buffer = new byte[BYTES];
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(1_024);
    private int position;
    private int end;
    /** Where the record in the buffer begins; -1 while there is none. */
    private int start = -1;

    ByteWindow(InputStream body) {
        this.body = body;
    }

    /** Some programs put it before UTF-8; it is no part of the first record. */
    void skipByteOrderMark() throws IOException {
        while (end < BYTE_ORDER_MARK.length) {
            int count = body.read(buffer, end, BYTES - end);
            if (count < 0) {
                break;
            }
            end += count;
        }
        if (end >= BYTE_ORDER_MARK.length
                && Arrays.equals(buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            position = BYTE_ORDER_MARK.length;
        }
    }

    /** The next byte, which stays where it is, as 0 to 255; {@link #END} behind the last. */
    int peek() throws IOException {
        return position < end || fill() ? buffer[position] & 0xFF : END;
    }

    void step() {
        position++;
    }

    /** Moves to the next line feed, or to the end; whether there is one. */
    boolean findLineFeed() throws IOException {
        while (position < end || fill()) {
            // over a local variable: a field would be written for every byte
            int next = position;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            position = next;
            if (next < end) {
                return true;
            }
        }
        return false;
    }

    void toEnd() throws IOException {
        do {
            position = end;
        } while (fill());
    }

    /** The record begins at the next byte. */
    void mark() {
        start = position;
        gathered.reset();
    }

    /** What lies between the mark and here. */
    byte[] cut() {
        byte[] record;
        if (gathered.size() == 0) {
            record = Arrays.copyOfRange(buffer, start, Math.min(position, start + MOST));
        } else {
            gather();
            record = gathered.toByteArray();
        }
        start = -1;
        return record;
    }

    private void gather() {
        gathered.write(buffer, start, Math.min(position - start, MOST - gathered.size()));
    }

    /** Reads on behind the end of the buffer; false at the end of the body. */
    private boolean fill() throws IOException {
        if (start >= 0) {
            gather();
            start = 0;
        }
        position = 0;
        end = 0;
        int count = body.read(buffer, 0, BYTES);
        end = Math.max(count, 0);
        return count > 0;
    }
}
