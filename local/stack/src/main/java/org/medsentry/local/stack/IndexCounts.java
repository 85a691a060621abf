package org.medsentry.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.desk.KafkaCluster;

/** Counts what Elasticsearch holds, through the aliases that people's dashboards read too. */
public final class IndexCounts {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int MOST_BUCKETS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String authorization;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    public IndexCounts(String url) {
        this(url, null);
    }

    /** @param authorization what goes into the header of this name, or null */
    IndexCounts(String url, String authorization) {
        this.url = url;
        this.authorization = authorization;
    }

    /** Makes everything written so far visible to searches. */
    public void refresh() {
        send("POST", "/medsentry-*/_refresh", "");
    }

    /** Number of documents; 0 where there is no index yet. */
    public long count(String alias) {
        JsonNode answer = send("GET", "/" + alias + "/_count", "");
        return answer == null ? 0 : answer.path("count").asLong();
    }

    /** Documents by the value of one field. */
    public Map<String, Long> countBy(String alias, String field) {
        Map<String, Long> counts = new TreeMap<>();
        JsonNode answer = search(alias, """
                {"size": 0, "aggs": {"outer": {"terms": {"field": "%s", "size": %d}}}}""".formatted(field, MOST_BUCKETS));
        if (answer != null) {
            answer.at("/aggregations/outer/buckets")
                    .forEach(bucket -> counts.put(
                            bucket.path("key").asText(),
                            bucket.path("doc_count").asLong()));
        }
        return counts;
    }

    /** Documents by the values of two fields. */
    public Map<String, Map<String, Long>> countBy(String alias, String outerField, String innerField) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        JsonNode answer = search(alias, """
                {"size": 0, "aggs": {"outer": {"terms": {"field": "%s", "size": %d},
                 "aggs": {"inner": {"terms": {"field": "%s", "size": %d}}}}}}""".formatted(outerField, MOST_BUCKETS, innerField, MOST_BUCKETS));
        if (answer != null) {
            for (JsonNode bucket : answer.at("/aggregations/outer/buckets")) {
                Map<String, Long> inner =
                        counts.computeIfAbsent(bucket.path("key").asText(), key -> new TreeMap<>());
                bucket.at("/inner/buckets")
                        .forEach(one -> inner.put(
                                one.path("key").asText(), one.path("doc_count").asLong()));
            }
        }
        return counts;
    }

    /** The answer to a search; null where there is no index yet. */
    public JsonNode search(String alias, String body) {
        return send("POST", "/" + alias + "/_search", body);
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + path));
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        HttpRequest request = builder.timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == NOT_FOUND) {
                return null;
            }
            if (response.statusCode() >= BAD_REQUEST) {
                throw new StackException("Elasticsearch answers " + response.statusCode() + " to " + path);
            }
            return JSON.readTree(response.body());
        } catch (IOException unreachable) {
            throw new StackException("cannot reach Elasticsearch at " + url, unreachable);
        } catch (InterruptedException interrupted) {
            throw KafkaCluster.interrupted(interrupted);
        }
    }
}
