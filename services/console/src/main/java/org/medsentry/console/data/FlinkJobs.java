package org.medsentry.console.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.medsentry.console.search.Query;

/** How the jobs fare, from Flink's REST interface. */
final class FlinkJobs {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Pattern COUNTED = Pattern.compile("(?:.*\\.)?medsentry\\.(records|lateRecords)");
    private static final Pattern FEED = Pattern.compile("(?:.*\\.)?medsentry\\.source\\.(.+)\\.lastRecordAt");

    /** Their names stand in an address. */
    private static final int METRICS_AT_ONCE = 40;

    /** Before the first record and after the last a watermark is none. */
    private static final long NO_WATERMARK = Long.MIN_VALUE;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final URI base;
    private final Clock clock;

    /**
     * A job; null where Flink does not say.
     *
     * @param records good ones since the job started
     * @param late those of them that came late
     * @param feeds when each source last had a record read, since the job started
     */
    record Job(
            String name,
            String state,
            Long uptimeMilliseconds,
            Long restarts,
            Instant lastCheckpointAt,
            Long watermarkDelayMilliseconds,
            Long records,
            Long late,
            Map<String, Instant> feeds) {}

    FlinkJobs(URI address, Clock clock) {
        this.base = address.toString().endsWith("/") ? address : URI.create(address + "/");
        this.clock = clock;
    }

    /** @throws IOException if nobody answers */
    List<Job> read() throws IOException {
        List<Job> jobs = new ArrayList<>();
        for (JsonNode job : get("jobs/overview").path("jobs")) {
            jobs.add(read(job));
        }
        return jobs;
    }

    private Job read(JsonNode job) throws IOException {
        String path = "jobs/" + job.path("jid").asText();
        boolean runs = job.path("state").asText().equals("RUNNING");
        Long restarts = null;
        Instant checkpoint = null;
        Long delay = null;
        long[] counts = {0, 0};
        boolean counted = false;
        Map<String, Instant> feeds = new TreeMap<>();
        if (runs) {
            JsonNode restartMetric = get(path + "/metrics?get=numRestarts").at("/0/value");
            restarts = restartMetric.isMissingNode() ? null : restartMetric.asLong();
            JsonNode completed = get(path + "/checkpoints").at("/latest/completed/latest_ack_timestamp");
            checkpoint = completed.isNumber() ? Instant.ofEpochMilli(completed.asLong()) : null;
            long watermark = Long.MAX_VALUE;
            for (JsonNode vertex : get(path).path("vertices")) {
                String vertexPath = path + "/vertices/" + vertex.path("id").asText();
                for (JsonNode subtask : get(vertexPath + "/watermarks")) {
                    long value = subtask.path("value").asLong(NO_WATERMARK);
                    watermark = Math.min(watermark, value);
                }
                List<String> metrics = metrics(vertexPath);
                counted |= count(vertexPath, metrics, counts);
                readFeeds(vertexPath, metrics, feeds);
            }
            delay = watermark > 0 && watermark < Long.MAX_VALUE ? clock.millis() - watermark : null;
        }
        return new Job(
                job.path("name").asText(),
                job.path("state").asText(),
                runs ? job.path("duration").asLong() : null,
                restarts,
                checkpoint,
                delay,
                counted ? counts[0] : null,
                counted ? counts[1] : null,
                feeds);
    }

    private List<String> metrics(String vertexPath) throws IOException {
        List<String> names = new ArrayList<>();
        get(vertexPath + "/subtasks/metrics")
                .forEach(metric -> names.add(metric.path("id").asText()));
        return names;
    }

    private boolean count(String vertexPath, List<String> metrics, long[] counts) throws IOException {
        List<String> names = metrics.stream().filter(COUNTED.asMatchPredicate()).toList();
        for (JsonNode metric : values(vertexPath, "sum", names)) {
            boolean late = metric.path("id").asText().endsWith("lateRecords");
            counts[late ? 1 : 0] += (long) metric.path("sum").asDouble();
        }
        return !names.isEmpty();
    }

    private void readFeeds(String vertexPath, List<String> metrics, Map<String, Instant> feeds) throws IOException {
        List<String> names = metrics.stream().filter(FEED.asMatchPredicate()).toList();
        for (JsonNode metric : values(vertexPath, "max", names)) {
            Matcher name = FEED.matcher(metric.path("id").asText());
            long at = (long) metric.path("max").asDouble();
            if (at > 0 && name.matches()) {
                feeds.merge(name.group(1), Instant.ofEpochMilli(at), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
    }

    /** @param aggregate over the subtasks */
    private List<JsonNode> values(String vertexPath, String aggregate, List<String> names) throws IOException {
        List<JsonNode> values = new ArrayList<>();
        for (int from = 0; from < names.size(); from += METRICS_AT_ONCE) {
            String wanted = names.subList(from, Math.min(names.size(), from + METRICS_AT_ONCE)).stream()
                    .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .collect(Collectors.joining(","));
            get(vertexPath + "/subtasks/metrics?agg=" + aggregate + "&get=" + wanted)
                    .forEach(values::add);
        }
        return values;
    }

    private JsonNode get(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("Flink answers " + answer.statusCode());
                }
                return Query.JSON.readTree(body);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
