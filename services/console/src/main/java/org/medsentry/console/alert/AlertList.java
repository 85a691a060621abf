package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
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
    private final Function<String, Optional<ObjectNode>> regionNames;

    /**
     * @param regionNames the names of a region by its code
     */
    public AlertList(SearchIndex index, Function<String, Optional<ObjectNode>> regionNames) {
        this.index = index;
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
        ObjectNode body = Query.object();
        body.put("size", page.size()).put("track_total_hits", COUNTED_EXACTLY);
        body.set("query", filter.query());
        body.set("post_filter", filter.hits());
        Summary.addSource(body);
        page.addTo(body);
        addFacets(body.putObject("aggs"), filter);
        JsonNode answer = index.search(IndexNames.ALERTS, body);
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
        result.set("facets", facets(answer.path("aggregations")));
        return result;
    }

    private static void addFacets(ObjectNode aggregations, AlertFilter filter) {
        addFacet(aggregations, filter, "level", "level", 4);
        addFacet(aggregations, filter, "status", "status", 5);
        addFacet(aggregations, filter, "region", "region.path", MOST_REGIONS);
        ObjectNode rules = addFacet(aggregations, filter, "rule", "ruleId", MOST_RULES);
        ObjectNode newest = rules.putObject("aggs").putObject("newest").putObject("top_hits");
        newest.put("size", 1).putArray("_source").add("title");
    }

    private static ObjectNode addFacet(
            ObjectNode aggregations, AlertFilter filter, String name, String field, int size) {
        ObjectNode outer = aggregations.putObject(name);
        outer.set("filter", filter.besides(name));
        return Query.byValue(outer.putObject("aggs"), "values", field, size);
    }

    private ObjectNode facets(JsonNode aggregations) {
        ObjectNode facets = Query.object();
        counts(facets.putObject("level"), aggregations.at("/level/values/buckets"));
        counts(facets.putObject("status"), aggregations.at("/status/values/buckets"));
        ArrayNode rules = facets.putArray("rule");
        aggregations.at("/rule/values/buckets").forEach(bucket -> {
            JsonNode title = bucket.at("/newest/hits/hits/0/_source/title");
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
