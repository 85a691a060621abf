package org.medsentry.streaming.correlate;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/** Sightings of one product in one county and signals about it, written by hand. */
public final class TestingObservations {

    public static final String PRODUCT = "86988001000222";

    private static final RegionReference COUNTY =
            new RegionReference("500111", "大足区", "Dazu District", List.of("500000", "500100", "500111"));

    private TestingObservations() {}

    public static Sighting purchase(String eventId, Instant time, String traceCode, String lotNumber) {
        return new Sighting(
                traceCode,
                PRODUCT,
                lotNumber,
                "purchase-registrations",
                "chain",
                eventId,
                time,
                "pharmacy",
                null,
                null,
                "500111",
                "receipt-" + eventId);
    }

    public static Sighting order(String eventId, Instant time, String traceCode, String lotNumber) {
        return new Sighting(
                traceCode,
                PRODUCT,
                lotNumber,
                "online-sales",
                "chain",
                eventId,
                time,
                null,
                "platform",
                "seller",
                "510100",
                null);
    }

    /** A signal of a lot that rests on these reports. */
    public static Signal signal(String ruleId, String productCode, String lotNumber, Instant time, String... reports) {
        List<Evidence> evidence = Arrays.stream(reports)
                .map(report -> new Evidence(
                        "adverse-reactions", "hospital", report, time, null, null, "hospital-1", null, null))
                .toList();
        return new Signal(
                ruleId + "/" + lotNumber + "/" + String.join(",", reports),
                ruleId,
                1,
                "adverse-reactions",
                Level.III,
                List.of(),
                ResponsibilityTopic.REACTION,
                new SubjectKey("product+lot", productCode + "|" + lotNumber),
                new Subject(productCode, null, lotNumber, null, null, null, null, null, null, null, null, null, null),
                COUNTY,
                time,
                time,
                time,
                null,
                null,
                null,
                null,
                null,
                new LocalisedText("标题", "title"),
                new LocalisedText("说明", "explanation"),
                true,
                false,
                null,
                List.of(),
                evidence,
                List.of());
    }

    /** A signal of a buyer that rests on one purchase. */
    public static Signal ofBuyer(String ruleId, String buyer, Instant time) {
        Signal template = signal(ruleId, PRODUCT, null, time, "of-" + buyer);
        return new Signal(
                ruleId + "/" + buyer,
                ruleId,
                1,
                "purchase-registrations",
                Level.II,
                List.of(),
                ResponsibilityTopic.PURCHASE,
                new SubjectKey("buyer", buyer),
                template.subject(),
                template.region(),
                time,
                time,
                time,
                null,
                null,
                null,
                null,
                null,
                template.title(),
                template.explanation(),
                true,
                false,
                null,
                List.of(),
                template.evidence(),
                List.of());
    }

    public static Signal onTrial(Signal signal) {
        return new Signal(
                signal.signalId(),
                signal.ruleId(),
                signal.ruleVersion(),
                signal.stream(),
                signal.level(),
                signal.modifiers(),
                signal.topic(),
                signal.key(),
                signal.subject(),
                signal.region(),
                signal.firstEventAt(),
                signal.lastEventAt(),
                signal.detectedAt(),
                signal.observed(),
                signal.expected(),
                signal.threshold(),
                signal.score(),
                signal.window(),
                signal.title(),
                signal.explanation(),
                signal.raisesAlert(),
                true,
                null,
                List.of(),
                signal.evidence(),
                List.of());
    }
}
