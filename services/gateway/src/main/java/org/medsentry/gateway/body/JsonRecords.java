package org.medsentry.gateway.body;

import java.io.IOException;
import org.medsentry.gateway.reception.RefusalReason;

/**
 * One JSON object, which is the record, or an array, whose elements are: they end at a comma or bracket outside strings and nested
 * values. An element that the end of the body cuts off is no record, even if it looks whole.
 */
final class JsonRecords implements RecordBody {
    private final ByteWindow window;
    private State state = State.BEFORE;

    private enum State {
        BEFORE,
        IN_ARRAY,
        BEHIND_ARRAY,
        OVER
    }

    JsonRecords(ByteWindow window) {
        this.window = window;
    }

    @Override
    public byte[] next() throws IOException {
        return switch (state) {
            case BEFORE -> first();
            case IN_ARRAY -> element();
            case BEHIND_ARRAY -> end();
            case OVER -> null;
        };
    }

    private byte[] first() throws IOException {
        window.skipByteOrderMark();
        switch (nextVisible()) {
            case ByteWindow.END -> throw empty();
            case '[' -> {
                window.step();
                if (nextVisible() == ']') {
                    window.step();
                    return end();
                }
                state = State.IN_ARRAY;
                return element();
            }
            case '{' -> {
                state = State.OVER;
                window.mark();
                window.toEnd();
                return window.cut();
            }
            default ->
                throw new BodyException(
                        RefusalReason.BODY_UNREADABLE, "the body must be a JSON object or an array of them, in UTF-8");
        }
    }

    private byte[] element() throws IOException {
        nextVisible();
        window.mark();
        int depth = 0;
        boolean inString = false;
        boolean escaped = false;
        for (int octet = window.peek(); octet != ByteWindow.END; octet = window.peek()) {
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (octet == '\\') {
                    escaped = true;
                } else if (octet == '"') {
                    inString = false;
                }
            } else if (octet == '"') {
                inString = true;
            } else if (octet == '{' || octet == '[') {
                depth++;
            } else if (depth > 0 && (octet == '}' || octet == ']')) {
                depth--;
            } else if (depth == 0 && (octet == ',' || octet == ']')) {
                byte[] record = window.cut();
                window.step();
                state = octet == ']' ? State.BEHIND_ARRAY : State.IN_ARRAY;
                return record;
            }
            window.step();
        }
        throw new BodyException(RefusalReason.BODY_UNREADABLE, "the array does not end");
    }

    private byte[] end() throws IOException {
        state = State.OVER;
        if (nextVisible() != ByteWindow.END) {
            throw new BodyException(RefusalReason.BODY_UNREADABLE, "something follows the array");
        }
        return null;
    }

    private int nextVisible() throws IOException {
        int octet = window.peek();
        while (octet != ByteWindow.END && isWhiteSpace(octet)) {
            window.step();
            octet = window.peek();
        }
        return octet;
    }

    static BodyException empty() {
        return new BodyException(RefusalReason.BODY_UNREADABLE, "the body is empty");
    }

    static boolean isWhiteSpace(int octet) {
        return octet == ' ' || octet == '\t' || octet == '\n' || octet == '\r';
    }
}
