package org.medsentry.schemas.document;

import java.time.Instant;

/**
 * The thin trace of a sale that names a trace code or a lot: all that rules over several streams need, so that joining them
 * neither moves whole records nor anything about a person. Optional fields are null when missing; of trace code and lot
 * number at least one is there.
 *
 * @param stream stream of the sale
 * @param regionCode where it was sold, or null where the stream does not require one
 */
public record Sighting(
        String traceCode,
        String productCode,
        String lotNumber,
        String stream,
        String source,
        String eventId,
        Instant occurredAt,
        String pharmacyId,
        String platformId,
        String sellerId,
        String regionCode,
        String receiptId) {}
