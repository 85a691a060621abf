package org.medsentry.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from Flink's REST interface how each rule fares: what the operators of all running jobs say under
 * {@code medsentry.rule.<ruleId>}. Flink itself asks its task managers only now and then, so figures may be some ten seconds old.
 */
public final class FlinkRuleFigures {

    private static final Pattern METRIC = Pattern.compile("(?:.*\\.)?medsentry\\.rule\\.([a-z0-9-]+)\\.([A-Za-z]+)");
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    /** Flink answers with what it knew, and only then asks its task managers anew. */
    private static final Duration REFRESH = Duration.ofMillis(500);

    private static final Duration FIRST_ANSWER_LIMIT = Duration.ofSeconds(5);
    /** Flink refuses a request line of more than 4 KiB. */
    private static final int MAX_QUERY_CHARACTERS = 3000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
    private final URI base;

    /** @param address of the REST interface, such as {@code http://127.0.0.1:8081} */
    public FlinkRuleFigures(String address) {
        try {
            base = URI.create(address.endsWith("/") ? address : address + "/");
        } catch (IllegalArgumentException noAddress) {
            throw new DeskException("'" + address + "' is no address like http://127.0.0.1:8081", noAddress);
        }
        if (base.getHost() == null || !List.of("http", "https").contains(base.getScheme())) {
            throw new DeskException("'" + address + "' is no address like http://127.0.0.1:8081");
        }
    }

    /**
     * By rule id; a rule that no task knows is not there.
     *
     * @throws DeskException if nobody answers
     */
    public Map<String, RuleFigures> read() {
        List<String> vertices = vertices();
        vertices.forEach(this::metricNames);
        pause(REFRESH);
        long deadline = System.nanoTime() + FIRST_ANSWER_LIMIT.toNanos();
        Map<String, RuleFigures> figures = new TreeMap<>();
        for (String vertex : vertices) {
            List<String> names = metricNames(vertex);
            // Every task has some metrics: none means that Flink has not heard of the task yet.
            while (names.isEmpty() && System.nanoTime() < deadline) {
                pause(REFRESH);
                names = metricNames(vertex);
            }
            add(vertex, names, figures);
        }
        return figures;
    }

    private List<String> vertices() {
        List<String> paths = new ArrayList<>();
        for (JsonNode job : get("jobs").path("jobs")) {
            if (job.path("status").asText().equals("RUNNING")) {
                String path = "jobs/" + job.path("id").asText();
                for (JsonNode vertex : get(path).path("vertices")) {
                    paths.add(path + "/vertices/" + vertex.path("id").asText());
                }
            }
        }
        return paths;
    }

    private List<String> metricNames(String vertex) {
        List<String> names = new ArrayList<>();
        get(vertex + "/subtasks/metrics")
                .forEach(metric -> names.add(metric.path("id").asText()));
        return names;
    }

    private void add(String vertex, List<String> names, Map<String, RuleFigures> figures) {
        StringBuilder query = new StringBuilder();
        for (String name : names) {
            if (METRIC.matcher(name).matches()) {
                String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
                if (query.length() + encoded.length() > MAX_QUERY_CHARACTERS) {
                    addSums(vertex, query, figures);
                    query.setLength(0);
                }
                query.append(query.isEmpty() ? "" : ",").append(encoded);
            }
        }
        if (!query.isEmpty()) {
            addSums(vertex, query, figures);
        }
    }

    private void addSums(String vertex, StringBuilder query, Map<String, RuleFigures> figures) {
        for (JsonNode metric : get(vertex + "/subtasks/metrics?agg=sum&get=" + query)) {
            Matcher name = METRIC.matcher(metric.path("id").asText());
            if (name.matches() && metric.has("sum")) {
                long sum = Math.round(metric.path("sum").asDouble());
                figures.merge(
                        name.group(1),
                        RuleFigures.NONE.plus(name.group(2), sum),
                        (known, more) -> known.plus(name.group(2), sum));
            }
        }
    }

    private JsonNode get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_LIMIT).build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new DeskException("Flink at " + base + " answers " + answer.statusCode() + " to "
                        + request.uri().getPath());
            }
            return JSON.readTree(answer.body());
        } catch (IOException unreachable) {
            throw new DeskException("Flink does not answer at " + base, unreachable);
        } catch (InterruptedException interrupted) {
            throw KafkaCluster.interrupted(interrupted);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            throw KafkaCluster.interrupted(interrupted);
        }
    }
}
