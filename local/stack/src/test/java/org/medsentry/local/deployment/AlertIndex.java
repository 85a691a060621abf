package org.medsentry.local.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The alerts in Elasticsearch, as whoever opens a dashboard sees them. */
final class AlertIndex {

    private static final int MOST = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    AlertIndex(String url) {
        this.url = url;
    }

    /** Documents of these rules by the group that their evidence belongs to. */
    Map<String, JsonNode> alerts(Set<String> rules) throws IOException, InterruptedException {
        send("POST", "/medsentry-*/_refresh");
        Map<String, JsonNode> alerts = new TreeMap<>();
        for (JsonNode hit :
                send("GET", "/medsentry-alerts/_search?size=" + MOST).at("/hits/hits")) {
            JsonNode alert = hit.path("_source");
            if (rules.contains(alert.path("ruleId").asText())) {
                String group = alert.at("/evidence/0/eventId").asText().replaceAll("/.*", "");
                JsonNode other = alerts.put(group, alert);
                if (other != null) {
                    throw new AssertionError("two alerts of " + group + ": " + other + " and " + alert);
                }
            }
        }
        return alerts;
    }

    /** One alert, or nothing where it is not known. */
    JsonNode alert(String alertId) throws IOException, InterruptedException {
        return send("GET", "/medsentry-alerts/_search?q=alertId:" + alertId).at("/hits/hits/0/_source");
    }

    /** Event ids in the evidence of each alert, by its group. */
    static Map<String, Set<String>> evidence(Map<String, JsonNode> alerts) {
        Map<String, Set<String>> evidence = new TreeMap<>();
        alerts.forEach((group, alert) -> {
            Set<String> ids = new TreeSet<>();
            alert.path("evidence").forEach(item -> ids.add(item.path("eventId").asText()));
            evidence.put(group, ids);
        });
        return evidence;
    }

    long deadLetters() throws IOException, InterruptedException {
        return send("GET", "/medsentry-dead-letters/_count").path("count").asLong();
    }

    /** The answer; an empty object where there is no index yet. */
    private JsonNode send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 404) {
            return JSON.createObjectNode();
        }
        if (response.statusCode() != 200) {
            throw new IOException(path + " answers " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
