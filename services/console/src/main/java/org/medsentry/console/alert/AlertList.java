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

    private static final String LEVEL = "level";
    private static final String FILTERED = "filtered";
    private static final int MOST_RULES = 100;
    private static final int MOST_REGIONS = 300;

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
            String sort = parameters.choice("sort", List.of("updatedAt", "raisedAt", "level"));
            String order = parameters.choice("order", List.of("desc", "asc"));
            return new Page(
                    sort,
                    order,
                    parameters.number("size", 50, 1, 200),
                    Cursor.read(
                            parameters.text("after", 4000), sorts(sort, order).size()));
        }

        /**
         * Ids break ties, so that no alert is lost between two pages. The newest first is the order in which the index itself is
         * sorted, by exactly these fields: a page of it is read off its beginning.
         */
        private static List<ObjectNode> sorts(String sort, String order) {
            ObjectNode last = Query.sort("alertId", "asc");
            if (sort.equals("level")) {
                // Rank 1 is the highest level.
                return List.of(
                        Query.sort("levelRank", order.equals("desc") ? "asc" : "desc"),
                        Query.sort("updatedAt", "desc"),
                        last);
            }
            return List.of(Query.sort(sort, order), last);
        }

        void addTo(ObjectNode body) {
            body.putArray("sort").addAll(sorts(sort, order));
            if (after != null) {
                body.set("search_after", after);
            }
        }
    }

    /** One page. */
    public ObjectNode find(AlertFilter filter, Page page, Optional<Instant> lastVisit) {
        List<JsonNode> answers = index.searches(IndexNames.ALERTS, List.of(hits(filter, page), facets(filter)));
        JsonNode answer = answers.get(0);
        JsonNode counted = answers.get(1).path("aggregations");
        ObjectNode result = Query.object();
        result.put("total", total(filter, counted.path(LEVEL)));
        ArrayNode alerts = result.putArray("alerts");
        JsonNode last = null;
        for (JsonNode hit : answer.at("/hits/hits")) {
            alerts.add(Summary.of(hit.path("_source"), lastVisit));
            last = hit.path("sort");
        }
        result.put("next", alerts.size() < page.size() || last == null ? null : Cursor.of(last));
        result.set("facets", facets(counted));
        return result;
    }

    /** Every alert has one level: counted with all filters but that of levels, those of the chosen levels are all there are. */
    private static long total(AlertFilter filter, JsonNode levels) {
        long total = 0;
        for (JsonNode level : buckets(levels)) {
            if (filter.allows(LEVEL, level.path("key").asText())) {
                total += level.path("doc_count").asLong();
            }
        }
        return total;
    }

    /** Apart from the facets and without a count: it ends as soon as the page is full, and the facets have counted anyway. */
    private static ObjectNode hits(AlertFilter filter, Page page) {
        ObjectNode body = Query.object();
        body.put("size", page.size()).put("track_total_hits", false);
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
        addFacet(aggregations, filter, LEVEL, "level", 4);
        addFacet(aggregations, filter, "status", "status", 5);
        addFacet(aggregations, filter, "region", "region.path", MOST_REGIONS);
        addFacet(aggregations, filter, "rule", "ruleId", MOST_RULES);
    }

    private static void addFacet(ObjectNode aggregations, AlertFilter filter, String name, String field, int size) {
        List<ObjectNode> others = filter.besides(name);
        if (others.isEmpty()) {
            // Without a filter around it, Elasticsearch reads the counts off the index.
            Query.byValue(aggregations, name, field, size);
            return;
        }
        ObjectNode outer = aggregations.putObject(name);
        outer.set("filter", Query.all(others));
        Query.byValue(outer.putObject("aggs"), FILTERED, field, size);
    }

    private static JsonNode buckets(JsonNode facet) {
        return (facet.has(FILTERED) ? facet.path(FILTERED) : facet).path("buckets");
    }

    private ObjectNode facets(JsonNode aggregations) {
        ObjectNode facets = Query.object();
        counts(facets.putObject("level"), buckets(aggregations.path(LEVEL)));
        counts(facets.putObject("status"), buckets(aggregations.path("status")));
        ArrayNode rules = facets.putArray("rule");
        JsonNode ruleBuckets = buckets(aggregations.path("rule"));
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
        buckets(aggregations.path("region")).forEach(bucket -> {
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
