package org.medsentry.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/** Alerts and signals as the jobs write them. */
public final class TestingAlerts {

    private static final RegionReference DAZU =
            new RegionReference("500111", "大足区", "Dazu District", List.of("500000", "500100", "500111"));

    private TestingAlerts() {}

    /** Name-based, so that a test can name it. */
    public static String id(int number) {
        return UUID.nameUUIDFromBytes(("alert " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static Alert alert(int number, Level level, AlertStatus status, String ruleId, String name, Instant raised) {
        return new Alert(
                id(number),
                1,
                ruleId,
                1,
                new LocalisedText("召回批号仍在销售", "Sale of a recalled lot"),
                level,
                level.rank(),
                status,
                new SubjectKey("product+lot", "86900001000012|L" + number),
                subject(name, "L" + number),
                DAZU,
                List.of(Stream.PURCHASE_REGISTRATIONS.id()),
                List.of(),
                raised,
                raised,
                raised,
                raised,
                raised,
                3.0,
                1.5,
                2.0,
                null,
                "P1D",
                new LocalisedText(name + " 出现异常", name + " is unusual"),
                List.of(new Evidence(
                        Stream.PURCHASE_REGISTRATIONS.id(),
                        "chain-a",
                        "event-" + number,
                        raised,
                        "receipt-" + number,
                        "pharmacy-1",
                        null,
                        null,
                        null)),
                1,
                1,
                List.of(),
                null,
                "productCode=86900001000012",
                false,
                null,
                null,
                null,
                raised.plusSeconds(600),
                null,
                List.of(),
                List.of(),
                List.of());
    }

    public static Signal signal(Alert alert, int day, double observed) {
        String id = UUID.nameUUIDFromBytes((alert.alertId() + day).getBytes(StandardCharsets.UTF_8))
                .toString();
        return signal(alert, id, day, observed, alert.raisedAt().minusSeconds(day * 86_400L));
    }

    /** Told again after late records, under an id that sorts behind every other. */
    public static Signal toldAgain(Alert alert, int day, double observed) {
        return signal(
                alert,
                "ffffffff-ffff-3fff-bfff-ffffffffffff",
                day,
                observed,
                alert.raisedAt().plusSeconds(60));
    }

    private static Signal signal(Alert alert, String id, int day, double observed, Instant detectedAt) {
        Instant at = alert.raisedAt().minusSeconds(day * 86_400L);
        return new Signal(
                id,
                alert.ruleId(),
                1,
                Stream.PURCHASE_REGISTRATIONS.id(),
                alert.level(),
                List.of(),
                ResponsibilityTopic.PURCHASE,
                alert.key(),
                alert.subject(),
                DAZU,
                at,
                at,
                detectedAt,
                observed,
                1.5,
                2.0,
                null,
                "P1D",
                alert.title(),
                alert.explanation(),
                true,
                false,
                null,
                List.of(),
                alert.evidence(),
                List.of());
    }

    private static Subject subject(String name, String lot) {
        return new Subject(
                "86900001000012", name, lot, "ANTIPYRETIC", null, null, null, null, null, null, null, null, null);
    }
}
