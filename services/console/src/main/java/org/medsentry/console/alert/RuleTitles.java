package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.index.IndexNames;

/**
 * What rules are called, by the newest alert of each. Remembered for a while: to find the newest alert of every rule with each list
 * takes longer than the list.
 */
final class RuleTitles {

    private static final long FRESH_NANOS = Duration.ofMinutes(10).toNanos();

    private final SearchIndex index;
    private final Map<String, JsonNode> titles = new HashMap<>();
    private long read = System.nanoTime();

    RuleTitles(SearchIndex index) {
        this.index = index;
    }

    /** The title of each; a rule that has no alert is missing. */
    synchronized Map<String, JsonNode> of(Collection<String> ruleIds) {
        if (System.nanoTime() - read > FRESH_NANOS) {
            titles.clear();
            read = System.nanoTime();
        }
        List<String> unknown =
                ruleIds.stream().filter(id -> !titles.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            read(unknown);
        }
        return Map.copyOf(titles);
    }

    private void read(List<String> ruleIds) {
        ObjectNode body = Query.object();
        body.put("size", ruleIds.size()).put("track_total_hits", false);
        body.set("query", Query.terms("ruleId", ruleIds));
        body.putObject("collapse").put("field", "ruleId");
        body.putArray("_source").add("ruleId").add("title");
        body.putArray("sort").add(Query.sort("updatedAt", "desc"));
        index.search(IndexNames.ALERTS, body).at("/hits/hits").forEach(hit -> {
            JsonNode alert = hit.path("_source");
            titles.put(alert.path("ruleId").asText(), alert.path("title"));
        });
    }
}
