package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.medsentry.console.problem.Parameters;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.index.IndexNames;

/** Lists of alerts, page by page, with what else could be chosen. */
public final class AlertList {

    /** Beyond this it is enough to know that there are more. */
    static final int COUNTED_EXACTLY = 10_000;

    private static final int MOST_RULES = 100;
    private static final int MOST_REGIONS = 300;
    private static final int SORT_VALUES = 3;

    private final SearchIndex index;
    private final RuleTitles ruleTitles;
    private final Function<String, Optional<ObjectNode>> regionNames;

    /**
     * @param regionNames the names of a region by its code
     */
    public AlertList(SearchIndex index, Function<String, Optional<ObjectNode>> regionNames) {
        this.index = index;
        this.ruleTitles = new RuleTitles(index);
        this.regionNames = regionNames;
    }

    /** How a list is sorted, and where it begins. */
    public record Page(String sort, String order, int size, JsonNode after) {

        public static final List<String> PARAMETERS = List.of("sort", "order", "size", "after");

        public static Page of(Parameters parameters) {
            return new Page(
                    parameters.choice("sort", List.of("updatedAt", "raisedAt", "level")),
                    parameters.choice("order", List.of("desc", "asc")),
                    parameters.number("size", 50, 1, 200),
                    Cursor.read(parameters.text("after", 4000), SORT_VALUES));
        }

        /** Ids break ties, so that no alert is lost between two pages. */
        void addTo(ObjectNode body) {
            ArrayNode sorts = body.putArray("sort");
            if (sort.equals("level")) {
                // Rank 1 is the highest level.
                sorts.add(Query.sort("levelRank", order.equals("desc") ? "asc" : "desc"))
                        .add(Query.sort("updatedAt", "desc"));
            } else {
                sorts.add(Query.sort(sort, order)).add(Query.sort("levelRank", "asc"));
            }
            sorts.add(Query.sort("alertId", "asc"));
            if (after != null) {
                body.set("search_after", after);
            }
        }
    }

    /** One page. */
    public ObjectNode find(AlertFilter filter, Page page, Optional<Instant> lastVisit) {
        JsonNode answer = index.search(IndexNames.ALERTS, hits(filter, page));
        ObjectNode result = Query.object();
        result.put("total", answer.at("/hits/total/value").asLong());
        result.put("totalRelation", answer.at("/hits/total/relation").asText("eq"));
        ArrayNode alerts = result.putArray("alerts");
        JsonNode last = null;
        for (JsonNode hit : answer.at("/hits/hits")) {
            alerts.add(Summary.of(hit.path("_source"), lastVisit));
            last = hit.path("sort");
        }
        result.put("next", alerts.size() < page.size() || last == null ? null : Cursor.of(last));
        result.set("facets", facets(index.search(IndexNames.ALERTS, facets(filter))));
        return result;
    }

    /** Apart from the facets: a search that has to see every alert anyway sorts every alert, this one leaves out most of them. */
    private static ObjectNode hits(AlertFilter filter, Page page) {
        ObjectNode body = Query.object();
        body.put("size", page.size()).put("track_total_hits", COUNTED_EXACTLY);
        body.set("query", filter.all());
        Summary.addSource(body);
        page.addTo(body);
        return body;
    }

    private static ObjectNode facets(AlertFilter filter) {
        ObjectNode body = Query.object();
        body.put("size", 0).put("track_total_hits", false);
        body.set("query", filter.query());
        addFacets(body.putObject("aggs"), filter);
        return body;
    }

    private static void addFacets(ObjectNode aggregations, AlertFilter filter) {
        addFacet(aggregations, filter, "level", "level", 4);
        addFacet(aggregations, filter, "status", "status", 5);
        addFacet(aggregations, filter, "region", "region.path", MOST_REGIONS);
        addFacet(aggregations, filter, "rule", "ruleId", MOST_RULES);
    }

    private static void addFacet(ObjectNode aggregations, AlertFilter filter, String name, String field, int size) {
        ObjectNode outer = aggregations.putObject(name);
        outer.set("filter", filter.besides(name));
        Query.byValue(outer.putObject("aggs"), "values", field, size);
    }

    private ObjectNode facets(JsonNode answer) {
        JsonNode aggregations = answer.path("aggregations");
        ObjectNode facets = Query.object();
        counts(facets.putObject("level"), aggregations.at("/level/values/buckets"));
        counts(facets.putObject("status"), aggregations.at("/status/values/buckets"));
        ArrayNode rules = facets.putArray("rule");
        JsonNode ruleBuckets = aggregations.at("/rule/values/buckets");
        List<String> ruleIds = new ArrayList<>();
        ruleBuckets.forEach(bucket -> ruleIds.add(bucket.path("key").asText()));
        Map<String, JsonNode> titles = ruleTitles.of(ruleIds);
        ruleBuckets.forEach(bucket -> {
            JsonNode title = titles.getOrDefault(bucket.path("key").asText(), MissingNode.getInstance());
            rules.addObject()
                    .put("id", bucket.path("key").asText())
                    .put("titleZh", title.path("zh").asText(null))
                    .put("titleEn", title.path("en").asText(null))
                    .put("count", bucket.path("doc_count").asLong());
        });
        ArrayNode regions = facets.putArray("region");
        aggregations.at("/region/values/buckets").forEach(bucket -> {
            String code = bucket.path("key").asText();
            ObjectNode region = regionNames
                    .apply(code)
                    .orElseGet(() ->
                            Query.object().put("code", code).putNull("nameZh").putNull("nameEn"));
            regions.add(region.put("count", bucket.path("doc_count").asLong()));
        });
        return facets;
    }

    private static void counts(ObjectNode counts, JsonNode buckets) {
        buckets.forEach(bucket ->
                counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong()));
    }
}
