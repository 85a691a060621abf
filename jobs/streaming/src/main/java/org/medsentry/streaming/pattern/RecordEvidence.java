package org.medsentry.streaming.pattern;

import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.StreamRecord;

/** How a record is cited: enough to find the person or place at the source, nothing that names them. */
final class RecordEvidence {

    private RecordEvidence() {}

    static Evidence of(StreamRecord record) {
        if (record instanceof PurchaseRegistration purchase) {
            return cite(record, purchase.receiptId(), purchase.pharmacyId(), null, null, null);
        } else if (record instanceof AdverseReaction report) {
            return cite(record, null, null, report.reporterId(), null, null);
        }
        OnlineSale sale = (OnlineSale) record;
        return cite(record, null, null, null, sale.platformId(), sale.sellerId());
    }

    static Evidence of(Sighting sighting) {
        return new Evidence(
                sighting.stream(),
                sighting.source(),
                sighting.eventId(),
                sighting.occurredAt(),
                sighting.receiptId(),
                sighting.pharmacyId(),
                null,
                sighting.platformId(),
                sighting.sellerId());
    }

    private static Evidence cite(
            StreamRecord record,
            String receiptId,
            String pharmacyId,
            String reporterId,
            String platformId,
            String sellerId) {
        return new Evidence(
                record.stream().id(),
                record.source(),
                record.eventId(),
                record.streamTime(),
                receiptId,
                pharmacyId,
                reporterId,
                platformId,
                sellerId);
    }
}
