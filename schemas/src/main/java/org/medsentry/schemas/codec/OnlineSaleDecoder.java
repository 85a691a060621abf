package org.medsentry.schemas.codec;

import java.io.IOException;
import java.time.Instant;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.event.OnlineBuyer;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.privacy.Pseudonymiser;

/**
 * Reads topic {@code online-sales}. Only orders have a buyer: what a listing says of one is checked like any field and
 * dropped.
 */
public final class OnlineSaleDecoder implements RecordDecoder<OnlineSale> {
    private static final FieldNames FIELDS = FieldNames.of(
            "eventId",
            "source",
            "occurredAt",
            "type",
            "platformId",
            "sellerId",
            "sellerLicence",
            "sellerRegionCode",
            "url",
            "productCode",
            "productName",
            "approvalNumber",
            "lotNumber",
            "traceCode",
            "price",
            "quantity",
            "buyer",
            "prescriptionVerified");
    private static final FieldNames BUYER_FIELDS = FieldNames.of("idNumber", "token", "phone", "shipRegionCode");
    private static final Choices<OnlineSaleType> TYPES = new Choices<>(OnlineSaleType.class);

    private final Pseudonymiser pseudonymiser;

    public OnlineSaleDecoder(Pseudonymiser pseudonymiser) {
        this.pseudonymiser = pseudonymiser;
    }

    @Override
    public OnlineSale decode(byte[] value, Instant receivedAt) throws RecordException {
        return FieldReader.read(value, in -> read(in, receivedAt));
    }

    private OnlineSale read(FieldReader in, Instant receivedAt) throws RecordException, IOException {
        String eventId = null;
        String source = null;
        Instant occurredAt = null;
        OnlineSaleType type = null;
        String platformId = null;
        String sellerId = null;
        String sellerLicence = null;
        String sellerRegionCode = null;
        String url = null;
        String productCode = null;
        String productName = null;
        String approvalNumber = null;
        String lotNumber = null;
        String traceCode = null;
        Double price = null;
        Integer quantity = null;
        BuyerReading buyer = null;
        Boolean prescriptionVerified = null;
        while (in.next(FIELDS)) {
            switch (in.name()) {
                case "eventId" -> eventId = in.text(1, 64);
                case "source" -> source = in.text(1, 64);
                case "occurredAt" -> occurredAt = in.time();
                case "type" -> type = in.choice(TYPES);
                case "platformId" -> platformId = in.text(1, Integer.MAX_VALUE);
                case "sellerId" -> sellerId = in.text(1, Integer.MAX_VALUE);
                case "sellerLicence" -> sellerLicence = in.text();
                case "sellerRegionCode" -> sellerRegionCode = in.digits(6);
                case "url" -> url = in.text();
                case "productCode" -> productCode = in.drugCode();
                case "productName" -> productName = in.text(1, Integer.MAX_VALUE);
                case "approvalNumber" -> approvalNumber = in.text();
                case "lotNumber" -> lotNumber = in.text(1, 32);
                case "traceCode" -> traceCode = in.digits(20);
                case "price" -> price = in.number(0, FieldReader.LARGEST_NUMBER);
                case "quantity" -> quantity = in.integer(0, Integer.MAX_VALUE);
                case "buyer" -> buyer = BuyerReading.read(in);
                case "prescriptionVerified" -> prescriptionVerified = in.truth();
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        in.require(eventId, "eventId");
        in.require(source, "source");
        in.require(occurredAt, "occurredAt");
        in.require(type, "type");
        in.require(platformId, "platformId");
        in.require(sellerId, "sellerId");
        in.require(productName, "productName");
        boolean order = type == OnlineSaleType.ORDER;
        if (order && quantity == null) {
            throw in.missing("quantity", "is required for an ORDER");
        }
        if (order && quantity < 1) {
            throw new RecordException(
                    DeadLetterReason.CONSTRAINT, "/quantity", "/quantity must be at least 1 for an ORDER");
        }
        TimeBounds.checkNotBefore2000(occurredAt, "/occurredAt");
        TimeBounds.checkNotAhead(occurredAt, receivedAt, "/occurredAt");
        return new OnlineSale(
                eventId,
                source,
                occurredAt,
                type,
                platformId,
                sellerId,
                sellerLicence,
                sellerRegionCode,
                url,
                productCode,
                productName,
                approvalNumber,
                lotNumber,
                traceCode,
                price,
                quantity,
                order && buyer != null ? buyer.pseudonymised(pseudonymiser, source) : null,
                prescriptionVerified);
    }

    /** The buyer while the record is being read. */
    private static final class BuyerReading {
        private final PersonReading person = new PersonReading();
        private String shipRegionCode;

        static BuyerReading read(FieldReader in) throws RecordException, IOException {
            if (!in.startObject()) {
                return null;
            }
            BuyerReading buyer = new BuyerReading();
            while (in.next(BUYER_FIELDS)) {
                switch (in.name()) {
                    case "idNumber" -> buyer.person.readIdNumber(in);
                    case "token" -> buyer.person.readToken(in);
                    case "phone" -> buyer.person.readPhone(in);
                    case "shipRegionCode" -> buyer.shipRegionCode = in.digits(6, 9);
                    default -> throw new IllegalStateException(in.name());
                }
            }
            return buyer;
        }

        OnlineBuyer pseudonymised(Pseudonymiser pseudonymiser, String source) throws RecordException {
            return new OnlineBuyer(
                    person.token(pseudonymiser, source, "/buyer/idNumber"),
                    person.phoneToken(pseudonymiser, source),
                    shipRegionCode);
        }
    }
}
