package org.medsentry.schemas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.OnlineBuyer;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.Patient;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.SealedPseudonyms;
import org.medsentry.schemas.privacy.SealedPseudonyms.Kind;
import org.medsentry.schemas.privacy.SecretKeys;

/**
 * Writes a decoded record as a record of its input topic again, now without personal data: whoever decodes it under the same keys
 * gets an equal record. Persons and phone numbers travel as sealed pseudonyms, times in UTC. What the contract does not know is not
 * there any more, for nobody can tell whether it is about a person. Not thread-safe.
 */
public final class PseudonymisedRecordWriter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();
    private static final int USUAL_BYTES = 1_024;

    private final SealedPseudonyms sealed;

    public PseudonymisedRecordWriter(SecretKeys keys) {
        sealed = new SealedPseudonyms(keys);
    }

    /** One JSON object in UTF-8 on one line. It can be longer than what it was read from. */
    public byte[] write(StreamRecord record) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_BYTES);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("eventId", record.eventId());
            out.writeStringField("source", record.source());
            if (record instanceof PurchaseRegistration purchase) {
                purchase(out, purchase);
            } else if (record instanceof AdverseReaction reaction) {
                reaction(out, reaction);
            } else if (record instanceof OnlineSale sale) {
                onlineSale(out, sale);
            } else {
                throw new IllegalStateException(record.getClass().getName());
            }
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a " + record.stream().id() + " record cannot be written", impossible);
        }
        return bytes.toByteArray();
    }

    private void purchase(JsonGenerator out, PurchaseRegistration record) throws IOException {
        time(out, "occurredAt", record.occurredAt());
        text(out, "receiptId", record.receiptId());
        text(out, "pharmacyId", record.pharmacyId());
        text(out, "regionCode", record.regionCode());
        Buyer buyer = record.buyer();
        out.writeObjectFieldStart("buyer");
        sealed(out, "token", Kind.PERSON, record.source(), buyer.token());
        sealed(out, "phone", Kind.PHONE, record.source(), buyer.phoneToken());
        whole(out, "birthYear", buyer.birthYear());
        choice(out, "sex", buyer.sex());
        text(out, "residenceRegionCode", buyer.residenceRegionCode());
        number(out, "temperatureC", buyer.temperatureC());
        choices(out, "symptoms", buyer.symptoms());
        out.writeEndObject();
        text(out, "productCode", record.productCode());
        text(out, "productName", record.productName());
        text(out, "approvalNumber", record.approvalNumber());
        text(out, "lotNumber", record.lotNumber());
        text(out, "traceCode", record.traceCode());
        out.writeNumberField("quantity", record.quantity());
        number(out, "unitPrice", record.unitPrice());
        text(out, "prescriptionId", record.prescriptionId());
        text(out, "pharmacistId", record.pharmacistId());
        choice(out, "channel", record.channel());
    }

    private void reaction(JsonGenerator out, AdverseReaction record) throws IOException {
        out.writeNumberField("version", record.version());
        if (record.nullified()) {
            out.writeBooleanField("nullified", true);
        }
        time(out, "awareAt", record.awareAt());
        time(out, "occurredAt", record.occurredAt());
        time(out, "reportedAt", record.reportedAt());
        choice(out, "reporterType", record.reporterType());
        text(out, "reporterId", record.reporterId());
        text(out, "regionCode", record.regionCode());
        Patient patient = record.patient();
        if (patient != null) {
            out.writeObjectFieldStart("patient");
            sealed(out, "token", Kind.PERSON, record.source(), patient.token());
            whole(out, "birthYear", patient.birthYear());
            choice(out, "sex", patient.sex());
            number(out, "weightKg", patient.weightKg());
            out.writeEndObject();
        }
        out.writeArrayFieldStart("products");
        for (ReportedProduct product : record.products()) {
            out.writeStartObject();
            text(out, "productCode", product.productCode());
            text(out, "productName", product.productName());
            text(out, "lotNumber", product.lotNumber());
            text(out, "manufacturerId", product.manufacturerId());
            choice(out, "role", product.role());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("reactions");
        for (ReportedReaction reaction : record.reactions()) {
            out.writeStartObject();
            text(out, "code", reaction.code());
            text(out, "term", reaction.term());
            text(out, "systemOrganClass", reaction.systemOrganClass());
            out.writeEndObject();
        }
        out.writeEndArray();
        choices(out, "seriousness", record.seriousness());
        choice(out, "expectedness", record.expectedness());
        choice(out, "outcome", record.outcome());
    }

    private void onlineSale(JsonGenerator out, OnlineSale record) throws IOException {
        time(out, "occurredAt", record.occurredAt());
        choice(out, "type", record.type());
        text(out, "platformId", record.platformId());
        text(out, "sellerId", record.sellerId());
        text(out, "sellerLicence", record.sellerLicence());
        text(out, "sellerRegionCode", record.sellerRegionCode());
        text(out, "url", record.url());
        text(out, "productCode", record.productCode());
        text(out, "productName", record.productName());
        text(out, "approvalNumber", record.approvalNumber());
        text(out, "lotNumber", record.lotNumber());
        text(out, "traceCode", record.traceCode());
        number(out, "price", record.price());
        whole(out, "quantity", record.quantity());
        OnlineBuyer buyer = record.buyer();
        if (buyer != null) {
            out.writeObjectFieldStart("buyer");
            sealed(out, "token", Kind.PERSON, record.source(), buyer.token());
            sealed(out, "phone", Kind.PHONE, record.source(), buyer.phoneToken());
            text(out, "shipRegionCode", buyer.shipRegionCode());
            out.writeEndObject();
        }
        if (record.prescriptionVerified() != null) {
            out.writeBooleanField("prescriptionVerified", record.prescriptionVerified());
        }
    }

    private void sealed(JsonGenerator out, String field, Kind kind, String source, String pseudonym)
            throws IOException {
        if (pseudonym != null) {
            out.writeStringField(field, sealed.seal(kind, source, pseudonym));
        }
    }

    private static void text(JsonGenerator out, String field, String text) throws IOException {
        if (text != null) {
            out.writeStringField(field, text);
        }
    }

    private static void time(JsonGenerator out, String field, Instant time) throws IOException {
        if (time != null) {
            out.writeStringField(field, Rfc3339.format(time, ZoneOffset.UTC));
        }
    }

    private static void whole(JsonGenerator out, String field, Integer number) throws IOException {
        if (number != null) {
            out.writeNumberField(field, number);
        }
    }

    private static void number(JsonGenerator out, String field, Double number) throws IOException {
        if (number != null) {
            out.writeNumberField(field, number);
        }
    }

    private static void choice(JsonGenerator out, String field, Enum<?> choice) throws IOException {
        if (choice != null) {
            out.writeStringField(field, choice.name());
        }
    }

    private static void choices(JsonGenerator out, String field, List<? extends Enum<?>> choices) throws IOException {
        if (!choices.isEmpty()) {
            out.writeArrayFieldStart(field);
            for (Enum<?> choice : choices) {
                out.writeString(choice.name());
            }
            out.writeEndArray();
        }
    }
}
