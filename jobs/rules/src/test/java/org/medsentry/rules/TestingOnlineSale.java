package org.medsentry.rules;

import java.time.Instant;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.OnlineSaleType;

/** A listing by a licensed seller, of which a test changes what it is about. */
final class TestingOnlineSale {

    Instant occurredAt = Instant.parse("2026-03-01T02:30:00Z");
    OnlineSaleType type = OnlineSaleType.LISTING;
    String sellerId = "seller-1";
    String sellerLicence = "LIC-1";
    String productCode = "86900000000017";
    String lotNumber;
    Integer quantity;
    Boolean prescriptionVerified;

    OnlineSale build() {
        return new OnlineSale(
                "o-1",
                "platform-feed",
                occurredAt,
                type,
                "platform-1",
                sellerId,
                sellerLicence,
                "500111",
                null,
                productCode,
                "页面上的名称",
                null,
                lotNumber,
                null,
                9.9,
                quantity,
                null,
                prescriptionVerified);
    }
}
