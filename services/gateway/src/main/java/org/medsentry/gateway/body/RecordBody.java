package org.medsentry.gateway.body;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes a body apart into the bytes of its records, one by one, without parsing them: whether a record is JSON at all is for the
 * decoders to say. So one bad record costs no other, and no more than one record is held.
 */
public interface RecordBody {

    /**
     * The next record, or null after the last. Of a record that is longer than records may be only the beginning is given, one byte
     * too long.
     *
     * @throws BodyException if the body cannot be read on
     * @throws IOException if the sender has gone
     */
    byte[] next() throws IOException;

    /** The records of a body in plain. */
    static RecordBody of(BodyForm form, InputStream body) {
        ByteWindow window = new ByteWindow(body);
        return switch (form) {
            case JSON -> new JsonRecords(window);
            case LINES -> new LineRecords(window);
        };
    }
}
