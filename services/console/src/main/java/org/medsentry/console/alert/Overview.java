package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.index.IndexNames;

/** What is open, what is new, when it came and where: the first thing that somebody sees, from one search. */
public final class Overview {

    private static final int FRESH = 10;
    private static final int MOST_REGIONS = 4000;
    private static final Duration HOURS_SHOWN = Duration.ofHours(48);
    private static final Duration DAYS_SHOWN = Duration.ofDays(30);

    private final SearchIndex index;
    private final RegionDirectory regions;
    private final Clock clock;

    public Overview(SearchIndex index, RegionDirectory regions, Clock clock) {
        this.index = index;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * The overview without the streams.
     *
     * @param since what was raised after it is new
     */
    public ObjectNode read(Instant since, Optional<Instant> lastVisit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean hourly = Duration.between(since, now).compareTo(HOURS_SHOWN) <= 0;
        Instant shownFrom = now.minus(hourly ? HOURS_SHOWN : DAYS_SHOWN);
        JsonNode answer = index.search(IndexNames.ALERTS, request(since, now, shownFrom, hourly));
        JsonNode counts = answer.path("aggregations");
        ObjectNode overview = Query.object();
        overview.put("now", now.toString()).put("since", since.toString());
        addOpen(overview.putObject("open"), counts.path("open"));
        ObjectNode fresh = overview.putObject("fresh");
        fresh.put("count", counts.at("/fresh/doc_count").asLong());
        ArrayNode alerts = fresh.putArray("alerts");
        answer.at("/hits/hits").forEach(hit -> alerts.add(Summary.of(hit.path("_source"), lastVisit)));
        ObjectNode timeline = overview.putObject("timeline").put("unit", hourly ? "HOUR" : "DAY");
        ArrayNode buckets = timeline.putArray("buckets");
        counts.at("/timeline/when/buckets").forEach(bucket -> {
            ObjectNode one =
                    buckets.addObject().put("at", bucket.path("key_as_string").asText());
            levels(one, bucket.at("/level/buckets"));
        });
        addRegions(overview.putArray("regions"), counts.at("/open/region/buckets"));
        return overview;
    }

    private static ObjectNode request(Instant since, Instant now, Instant shownFrom, boolean hourly) {
        ObjectNode body = Query.object();
        body.put("size", FRESH).put("track_total_hits", false);
        Summary.addSource(body);
        body.set("post_filter", Query.range("raisedAt", since.toString(), null));
        body.putArray("sort").add(Query.sort("levelRank", "asc")).add(Query.sort("raisedAt", "desc"));
        ObjectNode aggregations = body.putObject("aggs");
        ObjectNode open = aggregations.putObject("open");
        open.set("filter", Query.terms("status", AlertFilter.OPEN));
        ObjectNode ofOpen = open.putObject("aggs");
        byLevel(Query.byValue(ofOpen, "status", "status", 5));
        byLevel(Query.byValue(ofOpen, "region", "region.path", MOST_REGIONS));
        aggregations.putObject("fresh").set("filter", Query.range("raisedAt", since.toString(), null));
        ObjectNode timeline = aggregations.putObject("timeline");
        timeline.set("filter", Query.range("raisedAt", shownFrom.toString(), null));
        ObjectNode when = timeline.putObject("aggs").putObject("when");
        when.putObject("date_histogram")
                .put("field", "raisedAt")
                .put("calendar_interval", hourly ? "hour" : "day")
                .put("time_zone", "Asia/Shanghai")
                .put("format", "strict_date_time")
                .putObject("extended_bounds")
                .put("min", shownFrom.toEpochMilli())
                .put("max", now.toEpochMilli());
        byLevel(when);
        return body;
    }

    private static void byLevel(ObjectNode aggregation) {
        Query.byValue(aggregation.putObject("aggs"), "level", "level", Level.values().length);
    }

    private static void addOpen(ObjectNode open, JsonNode counts) {
        open.put("total", counts.path("doc_count").asLong());
        ArrayNode matrix = open.putArray("matrix");
        counts.at("/status/buckets")
                .forEach(status -> status.at("/level/buckets")
                        .forEach(level -> matrix.addObject()
                                .put("level", level.path("key").asText())
                                .put("status", status.path("key").asText())
                                .put("count", level.path("doc_count").asLong())));
    }

    private static void levels(ObjectNode target, JsonNode buckets) {
        for (Level level : Level.values()) {
            target.put(level.name(), 0);
        }
        buckets.forEach(bucket ->
                target.put(bucket.path("key").asText(), bucket.path("doc_count").asLong()));
    }

    private void addRegions(ArrayNode target, JsonNode buckets) {
        Map<String, JsonNode> counted = new HashMap<>();
        buckets.forEach(bucket -> counted.put(bucket.path("key").asText(), bucket.at("/level/buckets")));
        List<ObjectNode> districts = regions.districtsOfProvincesOf(counted.keySet());
        districts.forEach(district -> {
            JsonNode levels = counted.getOrDefault(district.path("code").asText(), Query.object());
            levels(district.putObject("open"), levels);
            target.add(district);
        });
    }
}
