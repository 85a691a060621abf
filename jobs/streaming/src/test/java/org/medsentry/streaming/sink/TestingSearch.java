package org.medsentry.streaming.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a test asks a real Elasticsearch. */
final class TestingSearch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;

    TestingSearch(String url) {
        this.url = url;
    }

    long count(String index) throws Exception {
        send("POST", "/" + index + "/_refresh", "");
        return send("GET", "/" + index + "/_count", "").path("count").asLong();
    }

    JsonNode document(String index, String id) throws Exception {
        return send("GET", "/" + index + "/_doc/" + id, "");
    }

    JsonNode search(String index, String query) throws Exception {
        send("POST", "/" + index + "/_refresh", "");
        return send("POST", "/" + index + "/_search", query);
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }
}
