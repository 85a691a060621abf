package org.medsentry.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** What a browser does of a person's session: keeps the cookie, and bears the token on changes. */
final class TestingBrowser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;
    private String cookie;
    private String token;

    /** An answer, read. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {}

    TestingBrowser(int port) {
        base = "http://127.0.0.1:" + port;
    }

    Answer signIn(String user, String password) {
        Answer answer = send("POST", "/api/session", Map.of("user", user, "password", password));
        answer.response().headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";")[0]);
        token = answer.body().path("csrfToken").asText(null);
        return answer;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    /** Without the token, as another site's page would. */
    Answer postWithoutToken(String path, Object body) {
        String kept = token;
        token = null;
        try {
            return send("POST", path, body);
        } finally {
            token = kept;
        }
    }

    Answer send(String method, String path, Object body, String... headers) {
        try {
            HttpRequest.Builder request = builder(path)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(
                                            body instanceof String text ? text : JSON.writeValueAsString(body)));
            if (token != null) {
                request.header("X-CSRF-Token", token);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode read = type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode();
            return new Answer(response.statusCode(), read, response);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** An open stream of events. */
    InputStream open(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = builder(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private HttpRequest.Builder builder(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return request;
    }
}
