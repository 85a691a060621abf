package org.medsentry.schemas.codec;

import java.time.Instant;
import org.medsentry.schemas.event.StreamRecord;

/**
 * Turns the bytes of an input topic into a checked record without personal data. Implementations say the same as the JSON
 * Schema of their topic and check on top what a schema cannot say: check digits, times against the broker's clock, order of
 * two times, names that appear twice.
 *
 * <p>Checks run in a fixed order: size, well-formed UTF-8 and JSON, being an object, then the fields in the order of the
 * record, then required fields, then what spans fields. The first violation is the one reported.
 *
 * <p>Implementations hold a {@link org.medsentry.schemas.privacy.Pseudonymiser} and are therefore not thread-safe: one
 * instance per thread.
 */
public interface RecordDecoder<T extends StreamRecord> {

    /** The longest record. */
    int MAX_BYTES = RecordBytes.MAX_BYTES;

    /**
     * @param value one JSON object in UTF-8, at most 65,536 bytes
     * @param receivedAt when the broker took the record; times may lie at most ten minutes behind it
     * @throws RecordException if the record breaks the contract
     */
    T decode(byte[] value, Instant receivedAt) throws RecordException;
}
