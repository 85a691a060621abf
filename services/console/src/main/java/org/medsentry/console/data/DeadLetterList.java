package org.medsentry.console.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.medsentry.console.alert.Cursor;
import org.medsentry.console.audit.AuditLog;
import org.medsentry.console.problem.Parameters;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.index.IndexNames;

/** What could not be judged, as Elasticsearch holds it; lists never bear the encrypted bytes. */
public final class DeadLetterList {

    public static final List<String> PARAMETERS =
            List.of("stream", "reason", "source", "q", "from", "to", "size", "after");

    /** What the audit says of a replay. */
    public static final String REPLAYED = "dead-letter.replay";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int SORT_VALUES = 2;
    private static final int MOST_SOURCES = 100;
    private static final List<String> FIELDS = List.of(
            "stream",
            "source",
            "reason",
            "pointer",
            "message",
            "receivedAt",
            "topic",
            "partition",
            "offset",
            "preview");

    private final SearchIndex index;
    private final AuditLog audit;

    public DeadLetterList(SearchIndex index, AuditLog audit) {
        this.index = index;
        this.audit = audit;
    }

    /** One page, newest first. */
    public ObjectNode find(Parameters parameters) {
        int size = parameters.number("size", 50, 1, 200);
        ObjectNode body = Query.object();
        body.put("size", size).put("track_total_hits", 10_000);
        body.set("query", Query.all(filters(parameters)));
        ArrayNode fields = body.putArray("_source").add("deadLetterId");
        FIELDS.forEach(fields::add);
        body.putArray("sort").add(Query.sort("receivedAt", "desc")).add(Query.sort("deadLetterId", "asc"));
        JsonNode after = Cursor.read(parameters.text("after", 4000), SORT_VALUES);
        if (after != null) {
            body.set("search_after", after);
        }
        ObjectNode aggregations = body.putObject("aggs");
        for (String facet : List.of("reason", "stream", "source")) {
            Query.byValue(aggregations, facet, facet, MOST_SOURCES);
        }
        return page(index.search(IndexNames.DEAD_LETTERS, body), size);
    }

    private static List<ObjectNode> filters(Parameters parameters) {
        List<ObjectNode> filters = new ArrayList<>();
        addTerms(filters, "stream", parameters.list("stream", NAME));
        addTerms(filters, "reason", parameters.choices("reason", DeadLetterReason.class));
        String source = parameters.text("source", 64);
        if (source != null) {
            filters.add(Query.term("source", source));
        }
        String from = parameters.time("from");
        String to = parameters.time("to");
        if (from != null || to != null) {
            filters.add(Query.range("receivedAt", from, to));
        }
        String text = parameters.text("q", 200);
        if (text != null) {
            ObjectNode words = Query.object();
            words.putObject("match").putObject("message").put("query", text).put("operator", "and");
            filters.add(Query.any(List.of(
                    words, Query.term("deadLetterId", text), Query.term("source", text), Query.term("pointer", text))));
        }
        return filters;
    }

    private static void addTerms(List<ObjectNode> filters, String field, List<String> values) {
        if (!values.isEmpty()) {
            filters.add(Query.terms(field, values));
        }
    }

    private ObjectNode page(JsonNode answer, int size) {
        ObjectNode page = Query.object();
        page.put("total", answer.at("/hits/total/value").asLong());
        page.put("totalRelation", answer.at("/hits/total/relation").asText("eq"));
        ArrayNode letters = page.putArray("deadLetters");
        List<String> ids = new ArrayList<>();
        answer.at("/hits/hits")
                .forEach(hit -> ids.add(hit.at("/_source/deadLetterId").asText()));
        Map<String, JsonNode> replays = audit.newest(REPLAYED, ids);
        JsonNode last = null;
        for (JsonNode hit : answer.at("/hits/hits")) {
            JsonNode source = hit.path("_source");
            String id = source.path("deadLetterId").asText();
            ObjectNode letter = letters.addObject().put("id", id);
            FIELDS.forEach(field -> letter.set(field, source.get(field)));
            letter.put(
                    "replayedAt",
                    replays.containsKey(id) ? replays.get(id).path("at").asText() : null);
            last = hit.path("sort");
        }
        page.put("next", letters.size() < size || last == null ? null : Cursor.of(last));
        ObjectNode facets = page.putObject("facets");
        for (String facet : List.of("reason", "stream", "source")) {
            ArrayNode values = facets.putArray(facet);
            answer.at("/aggregations/" + facet + "/buckets")
                    .forEach(bucket -> values.addObject()
                            .put("id", bucket.path("key").asText())
                            .put("count", bucket.path("doc_count").asLong()));
        }
        return page;
    }

    /** The dead letters of these ids, with their encrypted bytes; those that are not there are missing. */
    public List<DeadLetter> get(Collection<String> ids) {
        ObjectNode body = Query.object();
        body.put("size", ids.size()).put("track_total_hits", false);
        body.set("query", Query.terms("deadLetterId", ids));
        List<DeadLetter> letters = new ArrayList<>();
        index.search(IndexNames.DEAD_LETTERS, body)
                .at("/hits/hits")
                .forEach(hit -> letters.add(Documents.fromJson(
                        hit.path("_source").toString().getBytes(StandardCharsets.UTF_8), DeadLetter.class)));
        return letters;
    }
}
