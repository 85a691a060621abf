package org.medsentry.schemas.codec;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.reference.Category;
import org.medsentry.schemas.reference.ControlClass;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.LicenceStatus;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.RecallStatus;
import org.medsentry.schemas.reference.ReferenceRow;
import org.medsentry.schemas.reference.Region;
import org.medsentry.schemas.reference.ResponsibilityTopic;
import org.medsentry.schemas.reference.RiskClass;
import org.medsentry.schemas.reference.Unit;
import org.medsentry.schemas.reference.UnitRole;

/** Reads rows of reference data, checks them and fills in their defaults. Fields without a row's say are null. */
public final class ReferenceDecoder {
    private static final int MAX_ID = 64;
    private static final int MAX_REGION_DIGITS = 9;
    private static final long MAX_POPULATION = 10_000_000_000L;

    private static final FieldNames PRODUCT_FIELDS = FieldNames.of(
            "productCode",
            "nameZh",
            "nameEn",
            "approvalNumber",
            "manufacturerId",
            "dosageForm",
            "route",
            "prescriptionOnly",
            "categories",
            "controlClass",
            "riskClasses",
            "onlineBanned",
            "onlineBanReason",
            "referencePrice");
    private static final FieldNames LICENCE_FIELDS = FieldNames.of(
            "licenceNumber", "holder", "sellerIds", "regionCode", "scope", "validFrom", "validTo", "status");
    private static final FieldNames RECALL_FIELDS =
            FieldNames.of("recallId", "productCode", "lotNumbers", "class", "effectiveAt", "status");
    private static final FieldNames REGION_FIELDS = FieldNames.of("code", "nameZh", "nameEn", "parent", "population");
    private static final FieldNames UNIT_FIELDS =
            FieldNames.of("unitId", "nameZh", "nameEn", "regionPrefix", "topics", "minLevel", "role", "channels");

    private static final Choices<Category> CATEGORIES = new Choices<>(Category.class);
    private static final Choices<ControlClass> CONTROL_CLASSES = new Choices<>(ControlClass.class);
    private static final Choices<RiskClass> RISK_CLASSES = new Choices<>(RiskClass.class);
    private static final Choices<LicenceStatus> LICENCE_STATUSES = new Choices<>(LicenceStatus.class);
    private static final Choices<RecallStatus> RECALL_STATUSES = new Choices<>(RecallStatus.class);
    private static final Choices<ResponsibilityTopic> TOPICS = new Choices<>(ResponsibilityTopic.class);
    private static final Choices<Level> LEVELS = new Choices<>(Level.class);
    private static final Choices<UnitRole> ROLES = new Choices<>(UnitRole.class);

    private ReferenceDecoder() {}

    /**
     * Reads one row.
     *
     * @param topic one of products, licences, recalls, regions, units
     * @param value one JSON object in UTF-8, at most 65,536 bytes; a tombstone (null) is no row and fails
     * @throws RecordException if the row breaks the contract
     * @throws IllegalArgumentException if the topic has no rows of reference data
     */
    public static ReferenceRow decode(Topic topic, byte[] value) throws RecordException {
        return switch (topic) {
            case PRODUCTS -> FieldReader.read(value, ReferenceDecoder::product);
            case LICENCES -> FieldReader.read(value, ReferenceDecoder::licence);
            case RECALLS -> FieldReader.read(value, ReferenceDecoder::recall);
            case REGIONS -> FieldReader.read(value, ReferenceDecoder::region);
            case UNITS -> FieldReader.read(value, ReferenceDecoder::unit);
            case PURCHASE_REGISTRATIONS,
                    ADVERSE_REACTIONS,
                    ONLINE_SALES,
                    RULES,
                    SIGHTINGS,
                    SIGNALS,
                    ALERTS,
                    ALERT_ACTIONS,
                    ACTION_RESULTS,
                    TRIGGERS,
                    DELIVERIES,
                    DEAD_LETTERS,
                    LATE_RECORDS,
                    GATEWAY_ACCOUNTS ->
                throw new IllegalArgumentException("no rows of reference data on " + topic.id());
        };
    }

    private static Product product(FieldReader in) throws RecordException, IOException {
        String productCode = null;
        String nameZh = null;
        String nameEn = null;
        String approvalNumber = null;
        String manufacturerId = null;
        String dosageForm = null;
        String route = null;
        Boolean prescriptionOnly = null;
        List<Category> categories = null;
        ControlClass controlClass = null;
        List<RiskClass> riskClasses = null;
        Boolean onlineBanned = null;
        String onlineBanReason = null;
        Double referencePrice = null;
        while (in.next(PRODUCT_FIELDS)) {
            switch (in.name()) {
                case "productCode" -> productCode = in.drugCode();
                case "nameZh" -> nameZh = in.text(1, Integer.MAX_VALUE);
                case "nameEn" -> nameEn = in.text();
                case "approvalNumber" -> approvalNumber = in.text();
                case "manufacturerId" -> manufacturerId = in.text();
                case "dosageForm" -> dosageForm = in.text();
                case "route" -> route = in.text();
                case "prescriptionOnly" -> prescriptionOnly = in.truth();
                case "categories" -> categories = choices(in, CATEGORIES);
                case "controlClass" -> controlClass = in.choice(CONTROL_CLASSES);
                case "riskClasses" -> riskClasses = choices(in, RISK_CLASSES);
                case "onlineBanned" -> onlineBanned = in.truth();
                case "onlineBanReason" -> onlineBanReason = in.text();
                case "referencePrice" -> referencePrice = in.number(0, FieldReader.LARGEST_NUMBER);
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        return new Product(
                in.require(productCode, "productCode"),
                in.require(nameZh, "nameZh"),
                nameEn,
                approvalNumber,
                manufacturerId,
                dosageForm,
                route,
                isTrue(prescriptionOnly),
                orEmpty(categories),
                controlClass == null ? ControlClass.NONE : controlClass,
                orEmpty(riskClasses),
                isTrue(onlineBanned),
                onlineBanReason,
                referencePrice);
    }

    private static Licence licence(FieldReader in) throws RecordException, IOException {
        String licenceNumber = null;
        String holder = null;
        List<String> sellerIds = null;
        String regionCode = null;
        String scope = null;
        Instant validFrom = null;
        Instant validTo = null;
        LicenceStatus status = null;
        while (in.next(LICENCE_FIELDS)) {
            switch (in.name()) {
                case "licenceNumber" -> licenceNumber = in.text(1, MAX_ID);
                case "holder" -> holder = in.text();
                case "sellerIds" ->
                    sellerIds = in.elements(0, Integer.MAX_VALUE, element -> element.text(1, Integer.MAX_VALUE));
                case "regionCode" -> regionCode = in.digits(6);
                case "scope" -> scope = in.text();
                case "validFrom" -> validFrom = in.timeOrStartOfDay();
                case "validTo" -> validTo = in.timeOrEndOfDay();
                case "status" -> status = in.choice(LICENCE_STATUSES);
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        return new Licence(
                in.require(licenceNumber, "licenceNumber"),
                holder,
                in.require(sellerIds, "sellerIds"),
                regionCode,
                scope,
                in.require(validFrom, "validFrom"),
                in.require(validTo, "validTo"),
                in.require(status, "status"));
    }

    private static Recall recall(FieldReader in) throws RecordException, IOException {
        String recallId = null;
        String productCode = null;
        List<String> lotNumbers = null;
        Integer recallClass = null;
        Instant effectiveAt = null;
        RecallStatus status = null;
        while (in.next(RECALL_FIELDS)) {
            switch (in.name()) {
                case "recallId" -> recallId = in.text(1, MAX_ID);
                case "productCode" -> productCode = in.drugCode();
                case "lotNumbers" -> lotNumbers = in.elements(0, Integer.MAX_VALUE, element -> element.text(1, 32));
                case "class" -> recallClass = in.integer(1, 3);
                case "effectiveAt" -> effectiveAt = in.time();
                case "status" -> status = in.choice(RECALL_STATUSES);
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        return new Recall(
                in.require(recallId, "recallId"),
                in.require(productCode, "productCode"),
                orEmpty(lotNumbers),
                in.require(recallClass, "class"),
                in.require(effectiveAt, "effectiveAt"),
                in.require(status, "status"));
    }

    private static Region region(FieldReader in) throws RecordException, IOException {
        String code = null;
        String nameZh = null;
        String nameEn = null;
        String parent = null;
        Long population = null;
        while (in.next(REGION_FIELDS)) {
            switch (in.name()) {
                case "code" -> code = in.digits(6, MAX_REGION_DIGITS);
                case "nameZh" -> nameZh = in.text(1, Integer.MAX_VALUE);
                case "nameEn" -> nameEn = in.text();
                case "parent" -> parent = in.digits(6, MAX_REGION_DIGITS);
                case "population" -> population = in.longInteger(0, MAX_POPULATION);
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        return new Region(in.require(code, "code"), in.require(nameZh, "nameZh"), nameEn, parent, population);
    }

    private static Unit unit(FieldReader in) throws RecordException, IOException {
        String unitId = null;
        String nameZh = null;
        String nameEn = null;
        String regionPrefix = null;
        List<ResponsibilityTopic> topics = null;
        Level minLevel = null;
        UnitRole role = null;
        List<String> channels = null;
        while (in.next(UNIT_FIELDS)) {
            switch (in.name()) {
                case "unitId" -> unitId = in.text(1, MAX_ID);
                case "nameZh" -> nameZh = in.text(1, Integer.MAX_VALUE);
                case "nameEn" -> nameEn = in.text();
                case "regionPrefix" -> regionPrefix = in.digitsWithin(0, MAX_REGION_DIGITS);
                case "topics" -> topics = choices(in, TOPICS);
                case "minLevel" -> minLevel = in.choice(LEVELS);
                case "role" -> role = in.choice(ROLES);
                case "channels" -> channels = in.elements(0, Integer.MAX_VALUE, FieldReader::text);
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        return new Unit(
                in.require(unitId, "unitId"),
                in.require(nameZh, "nameZh"),
                nameEn,
                in.require(regionPrefix, "regionPrefix"),
                in.require(topics, "topics"),
                in.require(minLevel, "minLevel"),
                role == null ? UnitRole.LEAD : role,
                orEmpty(channels));
    }

    private static <E extends Enum<E>> List<E> choices(FieldReader in, Choices<E> choices)
            throws RecordException, IOException {
        return in.elements(0, Integer.MAX_VALUE, element -> element.choice(choices));
    }

    private static <T> List<T> orEmpty(List<T> elements) {
        return elements == null ? List.of() : elements;
    }

    private static boolean isTrue(Boolean truth) {
        return truth != null && truth;
    }
}
