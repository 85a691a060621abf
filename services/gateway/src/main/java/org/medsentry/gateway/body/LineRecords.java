package org.medsentry.gateway.body;

import java.io.IOException;

/** Newline-delimited JSON. Blank lines are no records and have no place in the answer. */
final class LineRecords implements RecordBody {
    private final ByteWindow window;
    private boolean begun;
    private boolean foundAny;

    LineRecords(ByteWindow window) {
        this.window = window;
    }

    @Override
    public byte[] next() throws IOException {
        if (!begun) {
            window.skipByteOrderMark();
            begun = true;
        }
        while (window.peek() != ByteWindow.END) {
            window.mark();
            boolean terminated = window.findLineFeed();
            byte[] line = window.cut();
            if (terminated) {
                window.step();
            }
            if (!isBlank(line)) {
                foundAny = true;
                return line;
            }
        }
        if (!foundAny) {
            throw JsonRecords.empty();
        }
        return null;
    }

    private static boolean isBlank(byte[] line) {
        for (byte octet : line) {
            if (!JsonRecords.isWhiteSpace(octet)) {
                return false;
            }
        }
        return true;
    }
}
