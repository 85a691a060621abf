package org.medsentry.streaming.pattern;

import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.StreamRecord;

/** Which records leave a sighting: sales that name a trace code or a lot, and offers of a lot. */
final class Sightings {

    private Sightings() {}

    /**
     * The sighting of a record, or null if it leaves none. A listing leaves one of its lot alone: it shows that the lot is on
     * sale, but no package of it changed hands.
     *
     * @param productCodeFromCatalogue what the catalogue takes the product for, or null; counts where the record has no code
     */
    static Sighting of(StreamRecord record, String productCodeFromCatalogue) {
        if (record instanceof PurchaseRegistration purchase) {
            return of(purchase);
        }
        return record instanceof OnlineSale sale ? of(sale, productCodeFromCatalogue) : null;
    }

    private static Sighting of(PurchaseRegistration purchase) {
        if (purchase.traceCode() == null && purchase.lotNumber() == null) {
            return null;
        }
        return new Sighting(
                purchase.traceCode(),
                purchase.productCode(),
                purchase.lotNumber(),
                purchase.stream().id(),
                purchase.source(),
                purchase.eventId(),
                purchase.occurredAt(),
                purchase.pharmacyId(),
                null,
                null,
                purchase.regionCode(),
                purchase.receiptId());
    }

    private static Sighting of(OnlineSale sale, String productCodeFromCatalogue) {
        String traceCode = sale.type() == OnlineSaleType.ORDER ? sale.traceCode() : null;
        boolean gone = sale.type() == OnlineSaleType.DELISTING;
        if (gone || (traceCode == null && sale.lotNumber() == null)) {
            return null;
        }
        return new Sighting(
                traceCode,
                sale.productCode() == null ? productCodeFromCatalogue : sale.productCode(),
                sale.lotNumber(),
                sale.stream().id(),
                sale.source(),
                sale.eventId(),
                sale.occurredAt(),
                null,
                sale.platformId(),
                sale.sellerId(),
                sale.sellerRegionCode(),
                null);
    }
}
