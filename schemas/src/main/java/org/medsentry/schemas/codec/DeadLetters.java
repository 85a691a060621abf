package org.medsentry.schemas.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.privacy.MaskedPreview;
import org.medsentry.schemas.privacy.PayloadCipher;

/**
 * Makes dead letters: everything somebody needs to mend and replay a bad record, and nothing that says whom it is about. The
 * original bytes are there, but encrypted. Thread-safe.
 */
public final class DeadLetters {
    private static final byte[] NOTHING = new byte[0];

    private final PayloadCipher cipher;

    public DeadLetters(PayloadCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * The dead letter of one record. Its id comes from topic, partition and offset, so the same record always gets the same.
     *
     * @param stream id of the stream, or {@code reference}
     * @param value the original bytes; null (a tombstone) counts as none
     */
    public DeadLetter create(
            String stream,
            RecordException failure,
            byte[] value,
            Instant receivedAt,
            String topic,
            int partition,
            long offset) {
        byte[] payload = value == null ? NOTHING : value;
        String place = topic + "/" + partition + "/" + offset;
        return new DeadLetter(
                UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString(),
                stream,
                SourceField.read(payload),
                failure.reason(),
                failure.pointer(),
                failure.getMessage(),
                receivedAt,
                topic,
                partition,
                offset,
                MaskedPreview.of(payload),
                cipher.currentKeyId(),
                cipher.encrypt(payload));
    }
}
