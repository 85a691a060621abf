package org.medsentry.schemas.codec;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.Sex;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.privacy.Pseudonymiser;

/** Reads topic {@code purchase-registrations}. The buyer's name is dropped, number and phone become pseudonyms. */
public final class PurchaseRegistrationDecoder implements RecordDecoder<PurchaseRegistration> {
    private static final FieldNames FIELDS = FieldNames.of(
            "eventId",
            "source",
            "occurredAt",
            "receiptId",
            "pharmacyId",
            "regionCode",
            "buyer",
            "productCode",
            "productName",
            "approvalNumber",
            "lotNumber",
            "traceCode",
            "quantity",
            "unitPrice",
            "prescriptionId",
            "pharmacistId",
            "channel");
    private static final FieldNames BUYER_FIELDS = FieldNames.of(
            "idNumber",
            "token",
            "phone",
            "name",
            "birthYear",
            "sex",
            "residenceRegionCode",
            "temperatureC",
            "symptoms");
    private static final Choices<Channel> CHANNELS = new Choices<>(Channel.class);
    private static final Choices<Sex> SEXES = new Choices<>(Sex.class);
    private static final Choices<Symptom> SYMPTOMS = new Choices<>(Symptom.class);

    private final Pseudonymiser pseudonymiser;

    public PurchaseRegistrationDecoder(Pseudonymiser pseudonymiser) {
        this.pseudonymiser = pseudonymiser;
    }

    @Override
    public PurchaseRegistration decode(byte[] value, Instant receivedAt) throws RecordException {
        return FieldReader.read(value, in -> read(in, receivedAt));
    }

    private PurchaseRegistration read(FieldReader in, Instant receivedAt) throws RecordException, IOException {
        String eventId = null;
        String source = null;
        Instant occurredAt = null;
        String receiptId = null;
        String pharmacyId = null;
        String regionCode = null;
        BuyerReading buyer = null;
        String productCode = null;
        String productName = null;
        String approvalNumber = null;
        String lotNumber = null;
        String traceCode = null;
        Integer quantity = null;
        Double unitPrice = null;
        String prescriptionId = null;
        String pharmacistId = null;
        Channel channel = null;
        while (in.next(FIELDS)) {
            switch (in.name()) {
                case "eventId" -> eventId = in.text(1, 64);
                case "source" -> source = in.text(1, 64);
                case "occurredAt" -> occurredAt = in.time();
                case "receiptId" -> receiptId = in.text();
                case "pharmacyId" -> pharmacyId = in.text(1, 64);
                case "regionCode" -> regionCode = in.digits(6);
                case "buyer" -> buyer = BuyerReading.read(in);
                case "productCode" -> productCode = in.drugCode();
                case "productName" -> productName = in.text();
                case "approvalNumber" -> approvalNumber = in.text();
                case "lotNumber" -> lotNumber = in.text(1, 32);
                case "traceCode" -> traceCode = in.digits(20);
                case "quantity" -> quantity = in.integer(1, 10_000);
                case "unitPrice" -> unitPrice = in.number(0, FieldReader.LARGEST_NUMBER);
                case "prescriptionId" -> prescriptionId = in.text();
                case "pharmacistId" -> pharmacistId = in.text();
                case "channel" -> channel = in.choice(CHANNELS);
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        in.require(eventId, "eventId");
        in.require(source, "source");
        in.require(occurredAt, "occurredAt");
        in.require(pharmacyId, "pharmacyId");
        in.require(regionCode, "regionCode");
        in.require(buyer, "buyer");
        in.require(productCode, "productCode");
        in.require(quantity, "quantity");
        in.require(channel, "channel");
        TimeBounds.checkNotBefore2000(occurredAt, "/occurredAt");
        TimeBounds.checkNotAhead(occurredAt, receivedAt, "/occurredAt");
        return new PurchaseRegistration(
                eventId,
                source,
                occurredAt,
                receiptId,
                pharmacyId,
                regionCode,
                buyer.pseudonymised(pseudonymiser, source),
                productCode,
                productName,
                approvalNumber,
                lotNumber,
                traceCode,
                quantity,
                unitPrice,
                prescriptionId,
                pharmacistId,
                channel);
    }

    /** The buyer while the record is being read. */
    private static final class BuyerReading {
        private final PersonReading person = new PersonReading();
        private Integer birthYear;
        private Sex sex;
        private String residenceRegionCode;
        private Double temperatureC;
        private List<Symptom> symptoms;

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
                    case "name" -> PersonReading.dropName(in);
                    case "birthYear" -> buyer.birthYear = in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case "sex" -> buyer.sex = in.choice(SEXES);
                    case "residenceRegionCode" -> buyer.residenceRegionCode = in.digits(6, 9);
                    case "temperatureC" -> buyer.temperatureC = in.number(30, 45);
                    case "symptoms" ->
                        buyer.symptoms = in.elements(0, Integer.MAX_VALUE, element -> element.choice(SYMPTOMS));
                    default -> throw new IllegalStateException(in.name());
                }
            }
            if (!buyer.person.isNamed()) {
                throw in.missing("idNumber", "or /buyer/token is required");
            }
            return buyer;
        }

        Buyer pseudonymised(Pseudonymiser pseudonymiser, String source) throws RecordException {
            return new Buyer(
                    person.token(pseudonymiser, source, "/buyer/idNumber"),
                    person.phoneToken(pseudonymiser, source),
                    birthYear,
                    sex,
                    residenceRegionCode,
                    temperatureC,
                    symptoms == null ? List.of() : symptoms);
        }
    }
}
