package org.medsentry.schemas.codec;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.Patient;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.event.Sex;
import org.medsentry.schemas.privacy.Pseudonymiser;

/**
 * Reads topic {@code adverse-reactions}. The onset may lie any time back, also before 2000; the receipt of the report may
 * not lie ahead of the broker's clock nor before the onset.
 */
public final class AdverseReactionDecoder implements RecordDecoder<AdverseReaction> {
    private static final int MAX_PRODUCTS = 20;
    private static final int MAX_REACTIONS = 30;
    private static final FieldNames FIELDS = FieldNames.of(
            "eventId",
            "source",
            "version",
            "nullified",
            "awareAt",
            "occurredAt",
            "reportedAt",
            "reporterType",
            "reporterId",
            "regionCode",
            "patient",
            "products",
            "reactions",
            "seriousness",
            "expectedness",
            "outcome");
    private static final FieldNames PATIENT_FIELDS = FieldNames.of("idNumber", "token", "birthYear", "sex", "weightKg");
    private static final FieldNames PRODUCT_FIELDS =
            FieldNames.of("productCode", "productName", "lotNumber", "manufacturerId", "role");
    private static final FieldNames REACTION_FIELDS = FieldNames.of("code", "term", "systemOrganClass");
    private static final Choices<ReporterType> REPORTER_TYPES = new Choices<>(ReporterType.class);
    private static final Choices<Sex> SEXES = new Choices<>(Sex.class);
    private static final Choices<ProductRole> ROLES = new Choices<>(ProductRole.class);
    private static final Choices<Seriousness> SERIOUSNESS = new Choices<>(Seriousness.class);
    private static final Choices<Expectedness> EXPECTEDNESS = new Choices<>(Expectedness.class);
    private static final Choices<Outcome> OUTCOMES = new Choices<>(Outcome.class);

    private final Pseudonymiser pseudonymiser;

    public AdverseReactionDecoder(Pseudonymiser pseudonymiser) {
        this.pseudonymiser = pseudonymiser;
    }

    @Override
    public AdverseReaction decode(byte[] value, Instant receivedAt) throws RecordException {
        return FieldReader.read(value, in -> read(in, receivedAt));
    }

    private AdverseReaction read(FieldReader in, Instant receivedAt) throws RecordException, IOException {
        String eventId = null;
        String source = null;
        Integer version = null;
        Boolean nullified = null;
        Instant awareAt = null;
        Instant occurredAt = null;
        Instant reportedAt = null;
        ReporterType reporterType = null;
        String reporterId = null;
        String regionCode = null;
        PatientReading patient = null;
        List<ReportedProduct> products = null;
        List<ReportedReaction> reactions = null;
        List<Seriousness> seriousness = null;
        Expectedness expectedness = null;
        Outcome outcome = null;
        while (in.next(FIELDS)) {
            switch (in.name()) {
                case "eventId" -> eventId = in.text(1, 64);
                case "source" -> source = in.text(1, 64);
                case "version" -> version = in.integer(1, Integer.MAX_VALUE);
                case "nullified" -> nullified = in.truth();
                case "awareAt" -> awareAt = in.time();
                case "occurredAt" -> occurredAt = in.time();
                case "reportedAt" -> reportedAt = in.time();
                case "reporterType" -> reporterType = in.choice(REPORTER_TYPES);
                case "reporterId" -> reporterId = in.text();
                case "regionCode" -> regionCode = in.digits(6);
                case "patient" -> patient = PatientReading.read(in);
                case "products" -> products = in.elements(1, MAX_PRODUCTS, AdverseReactionDecoder::product);
                case "reactions" -> reactions = in.elements(1, MAX_REACTIONS, AdverseReactionDecoder::reaction);
                case "seriousness" ->
                    seriousness = in.elements(0, Integer.MAX_VALUE, element -> element.choice(SERIOUSNESS));
                case "expectedness" -> expectedness = in.choice(EXPECTEDNESS);
                case "outcome" -> outcome = in.choice(OUTCOMES);
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        in.require(eventId, "eventId");
        in.require(source, "source");
        in.require(occurredAt, "occurredAt");
        in.require(reportedAt, "reportedAt");
        in.require(reporterType, "reporterType");
        in.require(regionCode, "regionCode");
        in.require(products, "products");
        in.require(reactions, "reactions");
        TimeBounds.checkNotAhead(reportedAt, receivedAt, "/reportedAt");
        if (reportedAt.isBefore(occurredAt)) {
            throw new RecordException(
                    DeadLetterReason.CONSTRAINT, "/reportedAt", "/reportedAt must not be earlier than /occurredAt");
        }
        return new AdverseReaction(
                eventId,
                source,
                version == null ? 1 : version,
                nullified != null && nullified,
                awareAt,
                occurredAt,
                reportedAt,
                reporterType,
                reporterId,
                regionCode,
                patient == null ? null : patient.pseudonymised(pseudonymiser, source),
                products,
                reactions,
                seriousness == null ? List.of() : seriousness,
                expectedness == null ? Expectedness.UNKNOWN : expectedness,
                outcome);
    }

    private static ReportedProduct product(FieldReader in) throws RecordException, IOException {
        if (!in.startObject()) {
            return null;
        }
        String productCode = null;
        String productName = null;
        String lotNumber = null;
        String manufacturerId = null;
        ProductRole role = null;
        while (in.next(PRODUCT_FIELDS)) {
            switch (in.name()) {
                case "productCode" -> productCode = in.drugCode();
                case "productName" -> productName = in.text();
                case "lotNumber" -> lotNumber = in.text(1, 32);
                case "manufacturerId" -> manufacturerId = in.text();
                case "role" -> role = in.choice(ROLES);
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.require(productCode, "productCode");
        in.require(role, "role");
        return new ReportedProduct(productCode, productName, lotNumber, manufacturerId, role);
    }

    private static ReportedReaction reaction(FieldReader in) throws RecordException, IOException {
        if (!in.startObject()) {
            return null;
        }
        String code = null;
        String term = null;
        String systemOrganClass = null;
        while (in.next(REACTION_FIELDS)) {
            switch (in.name()) {
                case "code" -> code = in.text(1, Integer.MAX_VALUE);
                case "term" -> term = in.text();
                case "systemOrganClass" -> systemOrganClass = in.text();
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.require(code, "code");
        return new ReportedReaction(code, term, systemOrganClass);
    }

    /** The patient while the report is being read. */
    private static final class PatientReading {
        private final PersonReading person = new PersonReading();
        private Integer birthYear;
        private Sex sex;
        private Double weightKg;

        static PatientReading read(FieldReader in) throws RecordException, IOException {
            if (!in.startObject()) {
                return null;
            }
            PatientReading patient = new PatientReading();
            while (in.next(PATIENT_FIELDS)) {
                switch (in.name()) {
                    case "idNumber" -> patient.person.readIdNumber(in);
                    case "token" -> patient.person.readToken(in);
                    case "birthYear" -> patient.birthYear = in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case "sex" -> patient.sex = in.choice(SEXES);
                    case "weightKg" -> patient.weightKg = in.number(0, FieldReader.LARGEST_NUMBER);
                    default -> throw new IllegalStateException(in.name());
                }
            }
            return patient;
        }

        Patient pseudonymised(Pseudonymiser pseudonymiser, String source) throws RecordException {
            return new Patient(person.token(pseudonymiser, source, "/patient/idNumber"), birthYear, sex, weightKg);
        }
    }
}
