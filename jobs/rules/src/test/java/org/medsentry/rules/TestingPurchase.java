package org.medsentry.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.Symptom;

/** A purchase with sensible values, of which a test changes what it is about. */
final class TestingPurchase {

    String eventId = "p-1";
    Instant occurredAt = Instant.parse("2026-03-01T02:30:00Z");
    String pharmacyId = "YD-001";
    String token = "buyer-1";
    Double temperatureC;
    List<Symptom> symptoms = new ArrayList<>();
    String productCode = "86900000000017";
    String lotNumber = "L1";
    int quantity = 1;
    String prescriptionId;
    Channel channel = Channel.COUNTER;

    PurchaseRegistration build() {
        return new PurchaseRegistration(
                eventId,
                "network-a",
                occurredAt,
                "receipt-1",
                pharmacyId,
                "500111",
                new Buyer(token, null, 1980, null, null, temperatureC, symptoms),
                productCode,
                "药盒上的名称",
                null,
                lotNumber,
                null,
                quantity,
                12.5,
                prescriptionId,
                null,
                channel);
    }
}
