package org.medsentry.schemas.document;

import java.time.Instant;

/**
 * A record that could not be judged, kept so that it can be mended and replayed.
 *
 * @param deadLetterId name-based from topic, partition and offset
 * @param stream the stream's id, or {@code reference}
 * @param source the feeding network, or null where it cannot be read
 * @param pointer JSON pointer (RFC 6901) to the field at fault; empty for the whole record
 * @param message for people; never holds a value of the record
 * @param receivedAt when the broker took the record
 * @param preview shape of the record with its values masked
 * @param payloadKeyId id of the key that encrypted the payload
 * @param payload base64 of the AES-GCM encrypted original bytes
 */
public record DeadLetter(
        String deadLetterId,
        String stream,
        String source,
        DeadLetterReason reason,
        String pointer,
        String message,
        Instant receivedAt,
        String topic,
        int partition,
        long offset,
        String preview,
        String payloadKeyId,
        String payload) {}
