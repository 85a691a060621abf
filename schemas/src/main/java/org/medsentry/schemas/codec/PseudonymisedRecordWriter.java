package org.medsentry.schemas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator("").build();
    private static final int USUAL_BYTES = 1_024;

    private final SealedPseudonyms sealed;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    /** Names of fields and constants in the form in which they are written: they are the same in every record. */
    private final Map<String, SerializedString> names = new HashMap<>();
    /** Of the records before; null at first, and behind one that could not be written. */
    private JsonGenerator idle;

    public PseudonymisedRecordWriter(SecretKeys keys) {
        sealed = new SealedPseudonyms(keys);
    }

    /** One JSON object in UTF-8 on one line. It can be longer than what it was read from. */
    public byte[] write(StreamRecord record) {
        bytes.reset();
        try {
            JsonGenerator out = idle == null ? JSON.createGenerator(bytes) : idle;
            idle = null;
            out.writeStartObject();
            text(out, "eventId", record.eventId());
            text(out, "source", record.source());
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
            out.flush();
            idle = out;
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
        name(out, "buyer");
        out.writeStartObject();
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
        whole(out, "quantity", record.quantity());
        number(out, "unitPrice", record.unitPrice());
        text(out, "prescriptionId", record.prescriptionId());
        text(out, "pharmacistId", record.pharmacistId());
        choice(out, "channel", record.channel());
    }

    private void reaction(JsonGenerator out, AdverseReaction record) throws IOException {
        whole(out, "version", record.version());
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
            name(out, "patient");
            out.writeStartObject();
            sealed(out, "token", Kind.PERSON, record.source(), patient.token());
            whole(out, "birthYear", patient.birthYear());
            choice(out, "sex", patient.sex());
            number(out, "weightKg", patient.weightKg());
            out.writeEndObject();
        }
        name(out, "products");
        out.writeStartArray();
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
        name(out, "reactions");
        out.writeStartArray();
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
            name(out, "buyer");
            out.writeStartObject();
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
            text(out, field, sealed.seal(kind, source, pseudonym));
        }
    }

    private void text(JsonGenerator out, String field, String text) throws IOException {
        if (text == null) {
            return;
        }
        name(out, field);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length == text.length()) {
            // nothing but ASCII, as nearly always: much faster than the generator's way from char to char (half a pair
            // of
            // surrogates, which would be as long, does not come this far: decoders refuse it)
            out.writeUTF8String(utf8, 0, utf8.length);
        } else {
            out.writeString(text);
        }
    }

    private void time(JsonGenerator out, String field, Instant time) throws IOException {
        if (time != null) {
            text(out, field, Rfc3339.format(time, ZoneOffset.UTC));
        }
    }

    private void whole(JsonGenerator out, String field, Integer number) throws IOException {
        if (number != null) {
            name(out, field);
            out.writeNumber(number);
        }
    }

    private void number(JsonGenerator out, String field, Double number) throws IOException {
        if (number != null) {
            name(out, field);
            out.writeNumber(number);
        }
    }

    private void choice(JsonGenerator out, String field, Enum<?> choice) throws IOException {
        if (choice != null) {
            name(out, field);
            out.writeString(serialized(choice.name()));
        }
    }

    private void choices(JsonGenerator out, String field, List<? extends Enum<?>> choices) throws IOException {
        if (!choices.isEmpty()) {
            name(out, field);
            out.writeStartArray();
            for (Enum<?> choice : choices) {
                out.writeString(serialized(choice.name()));
            }
            out.writeEndArray();
        }
    }

    private void name(JsonGenerator out, String field) throws IOException {
        out.writeFieldName(serialized(field));
    }

    private SerializedString serialized(String name) {
        SerializedString known = names.get(name);
        return known == null ? names.computeIfAbsent(name, SerializedString::new) : known;
    }
}
