package org.medsentry.gateway.icsr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.event.ReporterType;

/** Makes a record of one message; what becomes of each element is on the page of this package. */
final class IcsrMapper {
    static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final Pattern REGION = Pattern.compile("[0-9]{6}");
    private static final int LONGEST_EVENT_ID = 64;
    private static final int KEPT_OF_A_LONG_ID = 47;
    private static final int LONGEST_REPORTER_ID = 60;
    private static final String NULLIFICATION_CHARACTERISTIC = "3";

    private final IcsrContext context;

    IcsrMapper(IcsrContext context) {
        this.context = context;
    }

    IcsrMessage map(int index, XmlElement message) {
        XmlElement report = message.first("controlActProcess", "subject", "investigationEvent");
        List<String> notes = new ArrayList<>();
        ObjectNode record = null;
        IcsrProblem problem = null;
        try {
            record = record(message, report, notes);
        } catch (IcsrProblemException unusable) {
            problem = unusable.problem();
        }
        return new IcsrMessage(
                index,
                message.first("id").attribute("extension"),
                message.first("sender", "device", "id").attribute("extension"),
                message.first("receiver", "device", "id").attribute("extension"),
                creation(message).attribute("value"),
                id(report, CodeSystems.SAFETY_REPORT_ID),
                id(report, CodeSystems.WORLDWIDE_ID),
                record,
                List.copyOf(notes),
                problem);
    }

    private ObjectNode record(XmlElement message, XmlElement report, List<String> notes) throws IcsrProblemException {
        if (!report.isPresent()) {
            throw IcsrProblemException.missing(E2bElement.REPORT);
        }
        ReportTimes times = times(message, report, notes);
        XmlElement assessment = report.first("component", "adverseEventAssessment");
        XmlElement patient = assessment.first("subject1", "primaryRole");
        ReactionList reactions = ReactionList.of(patient, times, notes);
        Instant occurredAt = reactions.start() != null
                ? reactions.start()
                : times.awareAt() != null ? times.awareAt() : times.reportedAt();

        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("eventId", eventId(report));
        record.put("source", context.source());
        record.put("version", version(times));
        record.put("nullified", nullified(report));
        if (times.awareAt() != null) {
            record.put("awareAt", text(times.awareAt()));
        }
        record.put("occurredAt", text(occurredAt));
        record.put("reportedAt", text(times.reportedAt()));
        record.put("reporterType", reporterType(report).name());
        String sender = message.first("sender", "device", "id").attribute("extension");
        if (sender != null) {
            record.put("reporterId", StableText.atMost(sender, LONGEST_REPORTER_ID));
        }
        record.put("regionCode", regionCode());
        record.set("patient", IcsrPatient.of(patient, occurredAt, times.zone()));
        record.set("products", DrugList.products(patient, assessment, notes));
        record.set("reactions", reactions.reactions());
        record.set("seriousness", reactions.seriousness());
        record.put("expectedness", "UNKNOWN");
        record.put("outcome", reactions.outcome().name());
        return record;
    }

    private ReportTimes times(XmlElement message, XmlElement report, List<String> notes) throws IcsrProblemException {
        E2bTime created = E2bTime.of(creation(message), E2bElement.CREATION);
        E2bTime newest = E2bTime.of(report.first("availabilityTime"), E2bElement.MOST_RECENT);
        if (created == null && newest == null) {
            throw IcsrProblemException.missing(E2bElement.CREATION);
        }
        ZoneId zone = created == null ? context.zone() : created.zoneOr(context.zone());
        Instant reportedAt = created == null ? newest.at(zone) : created.at(zone);
        if (newest != null && newest.at(zone).isAfter(reportedAt)) {
            reportedAt = newest.at(zone);
        }
        E2bTime received = E2bTime.of(report.first("effectiveTime", "low"), E2bElement.FIRST_RECEIVED);
        Instant awareAt = received == null ? null : received.at(zone);
        if (awareAt != null && awareAt.isAfter(reportedAt)) {
            notes.add("C.1.4 is later than C.1.2 and C.1.5 and was set aside");
            awareAt = null;
        }
        return new ReportTimes(reportedAt, awareAt, zone);
    }

    private static XmlElement creation(XmlElement message) {
        XmlElement created = message.first("controlActProcess", "effectiveTime");
        return created.attribute("value") == null ? message.first("creationTime") : created;
    }

    private static int version(ReportTimes times) throws IcsrProblemException {
        long seconds = times.reportedAt().getEpochSecond() - EPOCH.getEpochSecond();
        if (seconds < 1 || seconds > Integer.MAX_VALUE) {
            throw IcsrProblemException.constraint(E2bElement.CREATION, "and C.1.5 do not lie between 2000 and 2067");
        }
        return (int) seconds;
    }

    private static String eventId(XmlElement report) throws IcsrProblemException {
        String id = id(report, CodeSystems.WORLDWIDE_ID);
        if (id == null) {
            id = id(report, CodeSystems.SAFETY_REPORT_ID);
        }
        if (id == null) {
            throw IcsrProblemException.missing(E2bElement.WORLDWIDE_ID);
        }
        if (id.codePointCount(0, id.length()) <= LONGEST_EVENT_ID) {
            return id;
        }
        return StableText.atMost(id, KEPT_OF_A_LONG_ID) + "~" + HexFormat.of().formatHex(StableText.sha256(id), 0, 8);
    }

    private static String id(XmlElement report, String root) {
        return report.all("id")
                .filter(id -> root.equals(id.attribute("root")))
                .findFirst()
                .orElse(XmlElement.NONE)
                .attribute("extension");
    }

    private static boolean nullified(XmlElement report) throws IcsrProblemException {
        XmlElement value = report.all("subjectOf2", "investigationCharacteristic")
                .filter(characteristic ->
                        characteristic.isOf(NULLIFICATION_CHARACTERISTIC, CodeSystems.REPORT_CHARACTERISTIC)
                                || CodeSystems.NULLIFICATION.equals(
                                        characteristic.first("value").attribute("codeSystem")))
                .findFirst()
                .orElse(XmlElement.NONE)
                .first("value");
        String code = value.attribute("code");
        if (code == null) {
            return false;
        }
        return switch (code) {
            case "1" -> true;
            case "2" -> false;
            default ->
                throw IcsrProblemException.constraint(
                        E2bElement.NULLIFICATION, "is neither 1 (nullification) nor 2 (amendment)");
        };
    }

    /** A company reports for itself; anybody else passes on what the primary source says. */
    private static ReporterType reporterType(XmlElement report) {
        String sender = report.first("subjectOf1", "controlActEvent", "author", "assignedEntity", "code")
                .attribute("code");
        if ("1".equals(sender)) {
            return ReporterType.MAH;
        }
        List<XmlElement> sources = report.all("outboundRelationship")
                .filter(source -> source.first("relatedInvestigation").isOf("2", CodeSystems.RELATED_REPORT))
                .toList();
        XmlElement primary = sources.stream()
                .filter(source -> "1".equals(source.first("priorityNumber").attribute("value")))
                .findFirst()
                .orElse(sources.isEmpty() ? XmlElement.NONE : sources.get(0));
        String qualification = primary.first(
                        "relatedInvestigation",
                        "subjectOf2",
                        "controlActEvent",
                        "author",
                        "assignedEntity",
                        "assignedPerson",
                        "asQualifiedEntity",
                        "code")
                .attribute("code");
        return switch (qualification == null ? "" : qualification) {
            case "1", "3" -> ReporterType.HOSPITAL;
            case "2" -> ReporterType.PHARMACY;
            case "4", "5" -> ReporterType.INDIVIDUAL;
            default -> "3".equals(sender) ? ReporterType.HOSPITAL : ReporterType.INDIVIDUAL;
        };
    }

    private String regionCode() throws IcsrProblemException {
        String region = context.regionCode();
        if (region == null) {
            throw IcsrProblemException.region(
                    DeadLetterReason.MISSING_FIELD,
                    "E2B(R3) knows no region: the request must name it (regionCode), or the key a default");
        }
        if (!REGION.matcher(region).matches()) {
            throw IcsrProblemException.region(
                    DeadLetterReason.CONSTRAINT, "regionCode of the request must be 6 digits (GB/T 2260)");
        }
        return region;
    }

    private String text(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(context.zone()));
    }
}
