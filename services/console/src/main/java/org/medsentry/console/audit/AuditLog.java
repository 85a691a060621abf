package org.medsentry.console.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.index.IndexNames;

/**
 * Who did and saw what, one document each in an index that only ever grows. What is to be audited is written first: if it cannot
 * be, it does not happen.
 */
public final class AuditLog {

    public static final int PAGE = 100;

    private static final DateTimeFormatter TIMES = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final SearchIndex index;
    private final Clock clock;

    public AuditLog(SearchIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    /** @throws Problem of status 503 if it cannot be written */
    public void write(AuditEntry entry) {
        write(List.of(entry));
    }

    /** Several at once. */
    public void write(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        for (AuditEntry entry : entries) {
            String entryId = UUID.randomUUID().toString();
            documents.put(
                    entryId,
                    Query.object()
                            .put("entryId", entryId)
                            .put("at", TIMES.format(now.atZone(ZONE)))
                            .put("user", entry.user())
                            .put("role", entry.role())
                            .put("what", entry.what())
                            .put("target", entry.target())
                            .put("detail", entry.detail())
                            .put("address", entry.address()));
        }
        try {
            index.append(IndexNames.audit(now), documents);
        } catch (RuntimeException unwritten) {
            throw Problem.unavailable("audit", unwritten);
        }
    }

    /** Entries, newest first. */
    public record Page(List<JsonNode> entries, String next) {}

    /**
     * Finds entries.
     *
     * @param user whose, or null
     * @param from a time, or null
     * @param to a time, or null
     * @param after where the last page ended, or null
     */
    public Page find(String user, String from, String to, JsonNode after) {
        List<ObjectNode> filters = new ArrayList<>();
        if (user != null) {
            filters.add(Query.term("user", user));
        }
        if (from != null || to != null) {
            filters.add(Query.range("at", from, to));
        }
        ObjectNode body = Query.object();
        body.put("size", PAGE);
        body.set("query", Query.all(filters));
        body.putArray("sort").add(Query.sort("at", "desc")).add(Query.sort("entryId", "asc"));
        if (after != null) {
            body.set("search_after", after);
        }
        List<JsonNode> entries = new ArrayList<>();
        JsonNode last = null;
        for (JsonNode hit : index.search(IndexNames.AUDIT, body).at("/hits/hits")) {
            entries.add(hit.path("_source"));
            last = hit.path("sort");
        }
        return new Page(entries, entries.size() < PAGE || last == null ? null : last.toString());
    }

    /** The newest entries about any of these targets, newest first. */
    public List<JsonNode> about(Collection<String> targets) {
        ObjectNode body = Query.object();
        body.put("size", 500);
        body.set("query", Query.terms("target", targets));
        body.putArray("sort").add(Query.sort("at", "desc"));
        List<JsonNode> entries = new ArrayList<>();
        index.search(IndexNames.AUDIT, body).at("/hits/hits").forEach(hit -> entries.add(hit.path("_source")));
        return entries;
    }

    /** The newest entry of this kind for each of these targets that has one. */
    public Map<String, JsonNode> newest(String what, Collection<String> targets) {
        if (targets.isEmpty()) {
            return Map.of();
        }
        ObjectNode body = Query.object();
        body.put("size", 1000);
        body.set("query", Query.all(List.of(Query.term("what", what), Query.terms("target", targets))));
        body.putArray("sort").add(Query.sort("at", "desc"));
        Map<String, JsonNode> newest = new LinkedHashMap<>();
        index.search(IndexNames.AUDIT, body)
                .at("/hits/hits")
                .forEach(hit -> newest.putIfAbsent(hit.at("/_source/target").asText(), hit.path("_source")));
        return newest;
    }
}
