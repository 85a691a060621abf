package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.index.IndexNames;

/**
 * What was observed for an alert's rule and key over time, beside what was expected and allowed: from the signals, for these are
 * what is kept. A day or week without a signal is not in it.
 */
public final class Series {

    private static final int MOST_SIGNALS = 1000;

    private final SearchIndex index;

    public Series(SearchIndex index) {
        this.index = index;
    }

    /** The series, or null where signals carry no figures. */
    public ObjectNode of(JsonNode alert) {
        ObjectNode body = Query.object();
        body.put("size", MOST_SIGNALS).put("track_total_hits", false);
        body.set(
                "query",
                Query.all(List.of(
                        Query.term("ruleId", alert.path("ruleId").asText()),
                        Query.term("key.value", alert.at("/key/value").asText()))));
        body.putArray("_source")
                .add("lastEventAt")
                .add("firstEventAt")
                .add("observed")
                .add("expected")
                .add("threshold")
                .add("window");
        body.putArray("sort").add(Query.sort("lastEventAt", "desc")).add(Query.sort("signalId", "asc"));
        List<JsonNode> signals = new ArrayList<>();
        index.search(IndexNames.SIGNALS, body).at("/hits/hits").forEach(hit -> signals.add(hit.path("_source")));
        Collections.reverse(signals);
        return of(signals);
    }

    static ObjectNode of(List<JsonNode> signals) {
        if (signals.stream().noneMatch(signal -> signal.path("observed").isNumber())) {
            return null;
        }
        String unit = unit(signals.get(signals.size() - 1));
        Map<String, JsonNode> byTime = new LinkedHashMap<>();
        for (JsonNode signal : signals) {
            String at = signal.path("lastEventAt").asText();
            // Of one day or week the newest judgement counts: late records come in.
            byTime.put(unit.equals("EVENT") ? at : at.substring(0, Math.min(10, at.length())), signal);
        }
        ObjectNode series = Query.object();
        series.put("unit", unit);
        ArrayNode points = series.putArray("points");
        byTime.values().forEach(signal -> points.add(point(signal)));
        return series;
    }

    private static String unit(JsonNode signal) {
        if (!signal.path("expected").isNumber()) {
            return "EVENT";
        }
        return switch (signal.path("window").asText("")) {
            case "P1D", "PT24H" -> "DAY";
            case "P7D", "PT168H", "P1W" -> "WEEK";
            default -> "EVENT";
        };
    }

    private static ObjectNode point(JsonNode signal) {
        ObjectNode point = Query.object();
        point.put("at", signal.path("lastEventAt").asText());
        for (String figure : List.of("observed", "expected", "threshold")) {
            point.set(figure, signal.path(figure).isNumber() ? signal.get(figure) : null);
        }
        return point.put("alarm", true);
    }
}
