package org.medsentry.schemas.event;

import java.time.Instant;
import org.medsentry.schemas.Stream;

/**
 * One medicine of one receipt (购药登记), checked and pseudonymised. Optional fields are null when missing.
 *
 * @param quantity smallest sale packages, 1..10000
 * @param unitPrice CNY
 */
public record PurchaseRegistration(
        String eventId,
        String source,
        Instant occurredAt,
        String receiptId,
        String pharmacyId,
        String regionCode,
        Buyer buyer,
        String productCode,
        String productName,
        String approvalNumber,
        String lotNumber,
        String traceCode,
        int quantity,
        Double unitPrice,
        String prescriptionId,
        String pharmacistId,
        Channel channel)
        implements StreamRecord {

    @Override
    public Stream stream() {
        return Stream.PURCHASE_REGISTRATIONS;
    }

    @Override
    public Instant streamTime() {
        return occurredAt;
    }
}
