package org.medsentry.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.reference.Product;

/** A version of a report, filled in by whoever tells its story. */
final class ReportDraft {

    /** A medicine of the report; {@code lotNumber} may be null. */
    record Medicine(Product product, String lotNumber, ProductRole role) {}

    private static final Duration DEATH_LIMIT = Duration.ofHours(24);
    private static final Duration SERIOUS_OR_NEW_LIMIT = Duration.ofDays(15);
    private static final Duration OTHER_LIMIT = Duration.ofDays(30);

    final String eventId;
    final String source;
    final String regionCode;

    ReporterType reporterType = ReporterType.HOSPITAL;
    String reporterId;
    int version = 1;
    boolean nullified;
    Instant occurredAt;
    Instant awareAt;
    Instant reportedAt;
    Instant sentAt;
    Person patient;
    boolean patientNamed = true;
    Double weightKg;
    final List<Medicine> medicines = new ArrayList<>(1);
    final List<Reaction> reactions = new ArrayList<>(1);
    Set<Seriousness> seriousness = EnumSet.noneOf(Seriousness.class);
    Expectedness expectedness = Expectedness.LISTED;
    Outcome outcome = Outcome.UNKNOWN;

    ReportDraft(String eventId, String source, String regionCode) {
        this.eventId = eventId;
        this.source = source;
        this.regionCode = regionCode;
    }

    void suspect(Product product, String lotNumber) {
        medicines.add(new Medicine(product, lotNumber, ProductRole.SUSPECT));
    }

    /** How long the reporter may take. */
    Duration limit() {
        if (seriousness.contains(Seriousness.DEATH)) {
            return DEATH_LIMIT;
        }
        return !seriousness.isEmpty() || expectedness == Expectedness.UNLISTED ? SERIOUS_OR_NEW_LIMIT : OTHER_LIMIT;
    }

    Outgoing finish(ZoneId zone) {
        return Outgoing.good(
                        Stream.ADVERSE_REACTIONS,
                        medicines.get(0).product().productCode(),
                        toJson(zone),
                        reportedAt,
                        sentAt,
                        source,
                        eventId,
                        ruleIds())
                .asReportVersion(version, nullified);
    }

    private List<String> ruleIds() {
        List<String> ruleIds = new ArrayList<>(0);
        if (nullified) {
            return ruleIds;
        }
        boolean suspected = medicines.stream().anyMatch(medicine -> medicine.role() != ProductRole.CONCOMITANT);
        if (suspected && seriousness.contains(Seriousness.DEATH)) {
            ruleIds.add("adr-death");
        }
        if (suspected && !seriousness.isEmpty() && expectedness == Expectedness.UNLISTED) {
            ruleIds.add("adr-serious-unlisted");
        }
        Instant clockStart = awareAt == null ? occurredAt : awareAt;
        if (version == 1 && reportedAt.isAfter(clockStart.plus(limit()))) {
            ruleIds.add("adr-late-report");
        }
        return ruleIds;
    }

    private byte[] toJson(ZoneId zone) {
        RecordJson json = new RecordJson()
                .text("eventId", eventId)
                .text("source", source)
                .number("version", version == 1 ? null : Integer.valueOf(version))
                .bool("nullified", nullified ? Boolean.TRUE : null)
                .time("awareAt", awareAt, zone)
                .time("occurredAt", occurredAt, zone)
                .time("reportedAt", reportedAt, zone)
                .text("reporterType", reporterType)
                .text("reporterId", reporterId)
                .text("regionCode", regionCode);
        if (patient != null) {
            json.open("patient")
                    .text("idNumber", patientNamed ? patient.idNumber() : null)
                    .number("birthYear", patient.birthYear())
                    .text("sex", patient.sex())
                    .number("weightKg", weightKg)
                    .close();
        }
        json.openArray("products");
        for (Medicine medicine : medicines) {
            json.open()
                    .text("productCode", medicine.product().productCode())
                    .text("productName", medicine.product().nameZh())
                    .text("lotNumber", medicine.lotNumber())
                    .text("manufacturerId", medicine.product().manufacturerId())
                    .text("role", medicine.role())
                    .close();
        }
        json.closeArray().openArray("reactions");
        for (Reaction reaction : reactions) {
            json.open()
                    .text("code", reaction.code)
                    .text("term", reaction.term)
                    .text("systemOrganClass", reaction.systemOrganClass)
                    .close();
        }
        return json.closeArray()
                .texts("seriousness", seriousness)
                .text("expectedness", expectedness)
                .text("outcome", outcome)
                .toBytes();
    }
}
