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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.medsentry.console.search.Query;

/** How the jobs fare, from Flink's REST interface. */
final class FlinkJobs {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Pattern OURS = Pattern.compile("(?:.*\\.)?medsentry\\.(records|lateRecords)");
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
     */
    record Job(
            String name,
            String state,
            Long uptimeMilliseconds,
            Long restarts,
            Instant lastCheckpointAt,
            Long watermarkDelayMilliseconds,
            Long records,
            Long late) {}

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
                counted |= count(vertexPath, counts);
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
                counted ? counts[1] : null);
    }

    private boolean count(String vertexPath, long[] counts) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode metric : get(vertexPath + "/subtasks/metrics")) {
            if (OURS.matcher(metric.path("id").asText()).matches()) {
                names.add(metric.path("id").asText());
            }
        }
        if (names.isEmpty()) {
            return false;
        }
        String wanted = names.stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        for (JsonNode metric : get(vertexPath + "/subtasks/metrics?agg=sum&get=" + wanted)) {
            boolean late = metric.path("id").asText().endsWith("lateRecords");
            counts[late ? 1 : 0] += (long) metric.path("sum").asDouble();
        }
        return true;
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
