package org.medsentry.local.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.reference.Product;

/** A listing, order or delisting, filled in by whoever tells its story. */
final class OnlineDraft {

    final String eventId;
    final OnlineSaleType type;
    final Seller seller;
    final Product product;
    final Instant occurredAt;

    Instant sentAt;
    String licence;
    boolean productCodeKnown = true;
    String lotNumber;
    String traceCode;
    Double price;
    Integer quantity;
    Person buyer;
    boolean buyerNamed;
    Boolean prescriptionVerified;

    OnlineDraft(String eventId, OnlineSaleType type, Seller seller, Product product, Instant occurredAt) {
        this.eventId = eventId;
        this.type = type;
        this.seller = seller;
        this.product = product;
        this.occurredAt = occurredAt;
        this.licence = seller.licence();
    }

    Outgoing finish(Assortment assortment, LicenceRegister licences, ZoneId zone) {
        return Outgoing.good(
                Stream.ONLINE_SALES,
                seller.sellerId(),
                toJson(zone),
                occurredAt,
                sentAt,
                source(),
                eventId,
                ruleIds(assortment, licences));
    }

    private String source() {
        return "monitor-" + seller.platformId();
    }

    private List<String> ruleIds(Assortment assortment, LicenceRegister licences) {
        List<String> ruleIds = new ArrayList<>(0);
        if (!licences.allows(licence, seller.sellerId(), occurredAt)) {
            ruleIds.add("online-unlicensed");
        }
        if (type == OnlineSaleType.DELISTING) {
            return ruleIds;
        }
        if (product.onlineBanned()) {
            ruleIds.add("online-banned");
        }
        if (type == OnlineSaleType.ORDER && product.prescriptionOnly() && !Boolean.TRUE.equals(prescriptionVerified)) {
            ruleIds.add("online-prescription-unverified");
        }
        if (assortment.isRecalled(product, lotNumber, occurredAt)) {
            ruleIds.add("online-recalled-lot");
        }
        return ruleIds;
    }

    private byte[] toJson(ZoneId zone) {
        RecordJson json = new RecordJson()
                .text("eventId", eventId)
                .text("source", source())
                .time("occurredAt", occurredAt, zone)
                .text("type", type)
                .text("platformId", seller.platformId())
                .text("sellerId", seller.sellerId())
                .text("sellerLicence", licence)
                .text("sellerRegionCode", seller.regionCode())
                .text(
                        "url",
                        "https://" + seller.platformId() + ".example/" + seller.sellerId() + "/"
                                + product.productCode())
                .text("productCode", productCodeKnown ? product.productCode() : null)
                .text("productName", product.nameZh())
                .text("approvalNumber", product.approvalNumber())
                .text("lotNumber", lotNumber)
                .text("traceCode", traceCode)
                .number("price", price)
                .number("quantity", quantity);
        if (buyer != null) {
            json.open("buyer")
                    .text("token", buyerNamed ? null : buyer.token())
                    .text("idNumber", buyerNamed ? buyer.idNumber() : null)
                    .text("phone", buyer.phone())
                    .text("shipRegionCode", buyer.county())
                    .close();
        }
        return json.bool("prescriptionVerified", prescriptionVerified).toBytes();
    }
}
