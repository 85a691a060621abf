package org.medsentry.console.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionEntry;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Escalation;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.document.UnitReference;
import org.medsentry.schemas.index.IndexNames;
import org.medsentry.schemas.index.IndexTemplates;
import org.medsentry.schemas.reference.ResponsibilityTopic;
import org.medsentry.schemas.reference.UnitRole;

/** What an Elasticsearch holds after some hours of MedSentry, in a handful of documents. */
final class TestingDocuments {

    private static final Instant NOW = Instant.now();
    private static final RegionReference DAZU =
            new RegionReference("500111", "大足区", "Dazu District", List.of("500000", "500100", "500111"));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String elasticsearch;

    TestingDocuments(String elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    void installTemplates() {
        IndexTemplates.all().forEach((name, template) -> put("/_index_template/" + name, template));
    }

    void index(Alert alert) {
        put("/" + IndexNames.alert(alert.openingEventAt()) + "/_doc/" + alert.alertId() + "?refresh=true", alert);
    }

    void index(Signal signal) {
        put("/" + IndexNames.signal(signal.lastEventAt()) + "/_doc/" + signal.signalId() + "?refresh=true", signal);
    }

    void index(DeadLetter letter) {
        put(
                "/" + IndexNames.deadLetter(letter.receivedAt()) + "/_doc/" + letter.deadLetterId() + "?refresh=true",
                letter);
    }

    private void put(String path, Object document) {
        String body = document instanceof String text ? text : Documents.toJsonText(document);
        HttpRequest request = HttpRequest.newBuilder(URI.create(elasticsearch + path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + ": " + answer.body());
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static Alert alert(int number, Level level, AlertStatus status, LocalisedText title, String anything) {
        Instant raised = NOW.minus(Duration.ofMinutes(10L * number));
        UnitReference unit = new UnitReference(
                "500111-market", new LocalisedText("大足区市场监督管理局", "Dazu Market Regulation"), UnitRole.LEAD);
        return new Alert(
                id("alert", number),
                1,
                "purchase-fever-cluster",
                1,
                title,
                level,
                level.rank(),
                status,
                new SubjectKey("county", "500111"),
                new Subject(
                        null, anything, anything, "ANTIPYRETIC", null, null, null, null, "P1", null, null, null, null),
                DAZU,
                List.of("purchase-registrations"),
                List.of(),
                raised.minusSeconds(3600),
                raised,
                raised,
                raised,
                raised.minusSeconds(3600),
                7.0,
                2.5,
                5.0,
                3.1,
                "PT24H",
                new LocalisedText(
                        "居住在大足区的 7 名发热人员购买四类药品。" + anything, "7 feverish residents of Dazu bought. " + anything),
                List.of(
                        evidence("E1", anything, raised.minusSeconds(3600)),
                        evidence("E2", "chain-1", raised.minusSeconds(60))),
                7,
                3,
                List.of(unit),
                null,
                null,
                false,
                null,
                null,
                null,
                status == AlertStatus.NEW ? raised.plusSeconds(3600) : null,
                status.isClosed() ? raised.plusSeconds(1800) : null,
                List.of(new ActionEntry(
                        id("action", number),
                        ActionType.COMMENT,
                        "li.wei",
                        ActorRole.ANALYST,
                        raised.plusSeconds(60),
                        null,
                        anything,
                        null,
                        null)),
                List.of(new Escalation(raised.plusSeconds(600), raised.plusSeconds(600), level, List.of(unit))),
                List.of(new Delivery(
                        id("trigger", number),
                        0,
                        id("alert", number),
                        unit.id(),
                        "webhook",
                        DeliveryState.DELIVERED,
                        1,
                        raised.plusSeconds(2),
                        null,
                        null)));
    }

    static Signal signal(int number, double observed) {
        Instant at = NOW.minus(Duration.ofMinutes(10L * number));
        return new Signal(
                id("signal", number),
                "purchase-fever-cluster",
                1,
                "purchase-registrations",
                Level.IV,
                List.of(),
                ResponsibilityTopic.OUTBREAK,
                new SubjectKey("county", "500111"),
                new Subject(null, null, null, "ANTIPYRETIC", null, null, null, null, null, null, null, null, null),
                DAZU,
                at.minusSeconds(600),
                at,
                at,
                observed,
                2.5,
                5.0,
                null,
                "PT24H",
                new LocalisedText("发热购药人员聚集", "Cluster of feverish buyers"),
                new LocalisedText("……", "…"),
                true,
                false,
                null,
                List.of(),
                List.of(evidence("E" + number, "chain-1", at)),
                List.of());
    }

    static DeadLetter deadLetter(int number, String source) {
        return new DeadLetter(
                id("dead", number),
                "purchase-registrations",
                source,
                DeadLetterReason.MISSING_FIELD,
                "/pharmacyId",
                "pharmacyId is required",
                NOW.minusSeconds(60L * number),
                "purchase-registrations",
                0,
                number,
                "{\"eventId\": string(2), \"quantity\": number}",
                "k1",
                "AAAA");
    }

    private static Evidence evidence(String eventId, String source, Instant at) {
        return new Evidence("purchase-registrations", source, eventId, at, "R-" + eventId, "P1", null, null, null);
    }

    private static String id(String kind, int number) {
        return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
