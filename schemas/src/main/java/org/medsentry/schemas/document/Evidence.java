package org.medsentry.schemas.document;

import java.time.Instant;

/**
 * A record that made a signal, with what somebody needs to find the person or place at the source.
 *
 * @param occurredAt the record's stream time
 */
public record Evidence(
        String stream,
        String source,
        String eventId,
        Instant occurredAt,
        String receiptId,
        String pharmacyId,
        String reporterId,
        String platformId,
        String sellerId) {}
