package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.medsentry.console.search.Query;

/** An alert in a list: enough to decide whether to open it, and nothing of its evidence. */
public final class Summary {

    private static final List<String> FIELDS = List.of(
            "alertId",
            "revision",
            "ruleId",
            "title",
            "level",
            "status",
            "drill",
            "key",
            "region",
            "subject",
            "streams",
            "observed",
            "expected",
            "threshold",
            "window",
            "evidenceCount",
            "firstEventAt",
            "lastEventAt",
            "raisedAt",
            "updatedAt",
            "previousAlertId",
            "assignee",
            "inhibitedBy",
            "silencedUntil",
            "escalateAt");

    private Summary() {}

    /** Asks for no more than a summary needs. */
    static void addSource(ObjectNode body) {
        ArrayNode fields = body.putArray("_source");
        FIELDS.forEach(fields::add);
    }

    /**
     * Makes a summary of an alert's document.
     *
     * @param lastVisit when whoever reads it was last here; what was raised since is unread
     */
    public static ObjectNode of(JsonNode alert, Optional<Instant> lastVisit) {
        ObjectNode summary = Query.object();
        FIELDS.forEach(field -> summary.set(field, alert.path(field).isMissingNode() ? null : alert.get(field)));
        if (!summary.path("drill").isBoolean()) {
            summary.put("drill", false);
        }
        summary.put("unread", lastVisit.isPresent() && raisedAt(alert).isAfter(lastVisit.get()));
        return summary;
    }

    private static Instant raisedAt(JsonNode alert) {
        return alert.path("raisedAt").isTextual()
                ? OffsetDateTime.parse(alert.get("raisedAt").textValue()).toInstant()
                : Instant.MIN;
    }
}
