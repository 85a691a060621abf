package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.index.IndexNames;

/**
 * What was observed for an alert's rule and key over time, beside what was expected and allowed, from its signals. A rule that watches a
 * series tells with each signal the days or weeks before it; of other rules there is what raised a signal, and nothing between.
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
                .add("window")
                .add("series");
        body.putArray("sort").add(Query.sort("detectedAt", "desc")).add(Query.sort("signalId", "asc"));
        List<JsonNode> signals = new ArrayList<>();
        index.search(IndexNames.SIGNALS, body).at("/hits/hits").forEach(hit -> signals.add(hit.path("_source")));
        Collections.reverse(signals);
        return of(signals);
    }

    /** @param signals in the order in which they were made, for a day that late records have changed is told once more */
    static ObjectNode of(List<JsonNode> signals) {
        if (signals.stream().noneMatch(signal -> signal.path("observed").isNumber())) {
            return null;
        }
        String unit = unit(signals.get(signals.size() - 1));
        boolean events = unit.equals("EVENT");
        SortedMap<String, ObjectNode> points = new TreeMap<>();
        for (JsonNode signal : signals) {
            for (JsonNode judged : signal.path("series")) {
                String at = judged.path("start").asText();
                boolean alarmed = points.containsKey(day(at))
                        && points.get(day(at)).path("alarm").asBoolean();
                points.put(day(at), point(at, judged, alarmed));
            }
            String at = signal.path(events ? "lastEventAt" : "firstEventAt").asText();
            points.put(events ? at : day(at), point(at, signal, true));
        }
        ObjectNode series = Query.object();
        series.put("unit", unit);
        series.putArray("points").addAll(points.values());
        return series;
    }

    /** Of one day or week the newest judgement counts: late records come in. */
    private static String day(String time) {
        return time.substring(0, Math.min(10, time.length()));
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

    private static ObjectNode point(String at, JsonNode figures, boolean alarm) {
        ObjectNode point = Query.object();
        point.put("at", at);
        for (String figure : List.of("observed", "expected", "threshold")) {
            point.set(figure, figures.path(figure).isNumber() ? figures.get(figure) : null);
        }
        return point.put("alarm", alarm);
    }
}
