package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.event.PurchaseRegistration;

/** Sales of which a test says only what it is about. */
final class TestingSales {

    private TestingSales() {}

    static PurchaseRegistration sale(String eventId, Instant time, String buyer, String pharmacyId, int quantity) {
        return new PurchaseRegistration(
                eventId,
                "chain",
                time,
                "R-" + eventId,
                pharmacyId,
                "500111",
                new Buyer(buyer, null, null, null, null, null, List.of()),
                "86900000000017",
                null,
                null,
                null,
                null,
                quantity,
                null,
                null,
                null,
                Channel.COUNTER);
    }

    static OnlineSale offer(String eventId, Instant time, double price) {
        return new OnlineSale(
                eventId,
                "platform",
                time,
                OnlineSaleType.LISTING,
                "PL1",
                "S1",
                null,
                "500111",
                null,
                "86900000000017",
                "药",
                null,
                null,
                null,
                price,
                null,
                null,
                null);
    }
}
