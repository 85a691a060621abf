package org.medsentry.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.index.IndexNames;

/** Alerts as Elasticsearch holds them. */
public final class AlertIndex {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final IndexCounts index;

    public AlertIndex(String url) {
        this.index = new IndexCounts(url);
    }

    /** For a server that asks for a name and a password. */
    public AlertIndex(String url, String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.index = new IndexCounts(url, "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /**
     * Which alerts; a null or empty part asks for nothing.
     *
     * @param statuses any of them
     * @param lowest the lowest level
     * @param mostFound how many at most, newest first
     */
    public record Query(
            List<AlertStatus> statuses, Level lowest, String ruleId, String caseKey, String unitId, int mostFound) {}

    /** Alerts that fit, highest level first, then the newest. */
    public List<Alert> find(Query query) {
        ObjectNode body = JSON.createObjectNode();
        body.put("size", query.mostFound());
        body.putArray("sort")
                .add(JSON.createObjectNode().put("levelRank", "asc"))
                .add(JSON.createObjectNode().put("updatedAt", "desc"));
        ArrayNode filters = body.putObject("query").putObject("bool").putArray("filter");
        if (!query.statuses().isEmpty()) {
            ArrayNode statuses = filters.addObject().putObject("terms").putArray("status");
            query.statuses().forEach(status -> statuses.add(status.name()));
        }
        if (query.lowest() != null) {
            filters.addObject()
                    .putObject("range")
                    .putObject("levelRank")
                    .put("lte", query.lowest().rank());
        }
        term(filters, "ruleId", query.ruleId());
        term(filters, "caseKey", query.caseKey());
        term(filters, "units.id", query.unitId());
        return hits(body);
    }

    private static void term(ArrayNode filters, String field, String value) {
        if (value != null) {
            filters.addObject().putObject("term").put(field, value);
        }
    }

    /** One alert by its id, or by the beginning of it if no other alert begins so. */
    public Optional<Alert> get(String alertId) {
        ObjectNode body = JSON.createObjectNode();
        body.put("size", 2);
        body.putObject("query").putObject("prefix").put("alertId", alertId);
        List<Alert> found = hits(body);
        if (found.size() > 1) {
            throw new StackException("more than one alert begins with " + alertId);
        }
        return found.stream().findFirst();
    }

    private List<Alert> hits(ObjectNode body) {
        index.refresh();
        JsonNode answer = index.search(IndexNames.ALERTS, body.toString());
        List<Alert> alerts = new ArrayList<>();
        if (answer != null) {
            answer.at("/hits/hits")
                    .forEach(hit -> alerts.add(Documents.fromJson(
                            hit.path("_source").toString().getBytes(StandardCharsets.UTF_8), Alert.class)));
        }
        return alerts;
    }
}
