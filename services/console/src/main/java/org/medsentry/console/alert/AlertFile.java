package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.index.IndexNames;

/** One alert with all that helps to judge it. */
public final class AlertFile {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,128}");
    private static final int MOST_PREVIOUS = 5;
    private static final int MOST_SIMILAR = 8;

    private final SearchIndex index;
    private final Series series;

    public AlertFile(SearchIndex index) {
        this.index = index;
        this.series = new Series(index);
    }

    /** The whole document of an alert. */
    public Optional<ObjectNode> document(String alertId) {
        return ID.matcher(alertId).matches() ? find(alertId, true) : Optional.empty();
    }

    private Optional<ObjectNode> find(String alertId, boolean whole) {
        ObjectNode body = Query.object();
        body.put("size", 1).put("track_total_hits", false);
        if (!whole) {
            Summary.addSource(body);
        }
        body.set("query", Query.term("alertId", alertId));
        JsonNode hit = index.search(IndexNames.ALERTS, body).at("/hits/hits/0/_source");
        return hit instanceof ObjectNode document ? Optional.of(document) : Optional.empty();
    }

    /**
     * What belongs to an alert.
     *
     * @param withEvidence whether whoever reads it may see the records
     */
    public ObjectNode read(ObjectNode alert, boolean withEvidence, Optional<Instant> lastVisit) {
        ObjectNode file = Query.object();
        if (!withEvidence) {
            alert.remove("evidence");
        }
        file.set("alert", alert);
        file.set("series", series.of(alert));
        file.set("previous", previous(alert, lastVisit));
        file.set("similar", similar(alert, lastVisit));
        return file;
    }

    private ArrayNode previous(JsonNode alert, Optional<Instant> lastVisit) {
        ArrayNode previous = Query.JSON.createArrayNode();
        String next = alert.path("previousAlertId").asText(null);
        while (next != null && previous.size() < MOST_PREVIOUS) {
            Optional<ObjectNode> found = find(next, false);
            found.ifPresent(document -> previous.add(Summary.of(document, lastVisit)));
            next = found.map(document -> document.path("previousAlertId").asText(null))
                    .orElse(null);
        }
        return previous;
    }

    /** Alerts of one cause, or of the same rule at the same place or thing. */
    private ArrayNode similar(JsonNode alert, Optional<Instant> lastVisit) {
        List<ObjectNode> likeness = new ArrayList<>();
        if (alert.path("caseKey").isTextual()) {
            likeness.add(Query.term("caseKey", alert.get("caseKey").textValue()));
        }
        String ruleId = alert.path("ruleId").asText();
        for (String field : List.of("/region/code", "/subject/productCode", "/key/value")) {
            JsonNode value = alert.at(field);
            if (value.isTextual()) {
                likeness.add(Query.all(List.of(
                        Query.term("ruleId", ruleId),
                        Query.term(field.substring(1).replace('/', '.'), value.textValue()))));
            }
        }
        ArrayNode similar = Query.JSON.createArrayNode();
        if (likeness.isEmpty()) {
            return similar;
        }
        ObjectNode body = Query.object();
        body.put("size", MOST_SIMILAR).put("track_total_hits", false);
        Summary.addSource(body);
        body.set(
                "query",
                Query.all(List.of(
                        Query.any(likeness),
                        Query.not(Query.term("alertId", alert.path("alertId").asText())))));
        body.putArray("sort").add(Query.sort("updatedAt", "desc")).add(Query.sort("alertId", "asc"));
        index.search(IndexNames.ALERTS, body)
                .at("/hits/hits")
                .forEach(hit -> similar.add(Summary.of(hit.path("_source"), lastVisit)));
        return similar;
    }
}
