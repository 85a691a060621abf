package org.medsentry.console.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NStringEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.elasticsearch.client.WarningsHandler;
import org.medsentry.console.problem.Problem;
import org.medsentry.schemas.index.IndexNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Elasticsearch as the console uses it. A server that does not answer is a {@link Problem} of status 503. Thread-safe. */
public final class SearchIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);
    private static final int CONNECTIONS = 30;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final RequestOptions OPTIONS = RequestOptions.DEFAULT.toBuilder()
            .setWarningsHandler(WarningsHandler.PERMISSIVE)
            .build();

    private static final ContentType LINES = ContentType.create("application/x-ndjson", "UTF-8");

    private final RestClient client;

    /** A document with the place in its index's history that {@link #replace} asks for. */
    public record Stored(JsonNode source, long sequenceNumber, long primaryTerm) {}

    public SearchIndex(SearchSettings settings) {
        HttpHost[] hosts = settings.hosts().stream()
                .map(URI::create)
                .map(uri -> new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme()))
                .toArray(HttpHost[]::new);
        RestClientBuilder builder = RestClient.builder(hosts)
                .setRequestConfigCallback(request -> request.setConnectTimeout((int) CONNECT_LIMIT.toMillis())
                        .setSocketTimeout((int) ANSWER_LIMIT.toMillis()))
                .setHttpClientConfigCallback(http -> {
                    http.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS * hosts.length);
                    settings.certificateAuthority()
                            .ifPresent(file -> http.setSSLContext(TrustedAuthority.context(file)));
                    return http;
                });
        settings.authorization()
                .ifPresent(value -> builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", value)}));
        client = builder.build();
    }

    /** The answer to a search through an alias; one without hits while no index is behind it. */
    public JsonNode search(String alias, ObjectNode body) {
        Request request = new Request("POST", "/" + alias + "/_search");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("allow_no_indices", "true");
        request.setJsonEntity(body.toString());
        return send(request);
    }

    /** The answers to several searches through one alias, which run side by side; in their order. */
    public List<JsonNode> searches(String alias, List<ObjectNode> bodies) {
        StringBuilder lines = new StringBuilder();
        bodies.forEach(body -> lines.append("{}\n").append(body).append('\n'));
        Request request = new Request("POST", "/" + alias + "/_msearch");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("allow_no_indices", "true");
        request.setEntity(new NStringEntity(lines.toString(), LINES));
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode answer : send(request).path("responses")) {
            if (answer.has("error")) {
                String type = answer.at("/error/type").asText();
                LOG.warn(
                        "Elasticsearch answers {} ({}) to a search",
                        answer.path("status").asInt(),
                        type);
                throw Problem.unavailable("elasticsearch", new IOException(type));
            }
            answers.add(answer);
        }
        return answers;
    }

    public Optional<Stored> get(String index, String id) {
        try {
            JsonNode answer = send(new Request("GET", path(index, "_doc", id)));
            return answer.path("found").asBoolean()
                    ? Optional.of(new Stored(
                            answer.path("_source"),
                            answer.path("_seq_no").asLong(),
                            answer.path("_primary_term").asLong()))
                    : Optional.empty();
        } catch (AbsentException absent) {
            return Optional.empty();
        }
    }

    /** Adds documents that nothing overwrites, by their ids; all or an exception. */
    public void append(String index, Map<String, ObjectNode> documents) {
        StringBuilder lines = new StringBuilder();
        documents.forEach((id, document) -> {
            ObjectNode order = Query.object();
            order.putObject("create").put("_id", id);
            lines.append(order).append('\n').append(document).append('\n');
        });
        Request request = new Request("POST", "/" + index + "/_bulk");
        request.setEntity(new NStringEntity(lines.toString(), LINES));
        if (send(request).path("errors").asBoolean()) {
            throw Problem.unavailable("elasticsearch", new IOException("not every document was taken"));
        }
    }

    /**
     * Writes a document unless somebody else did meanwhile.
     *
     * @param before what was read, empty if there was none
     * @return false if somebody did
     */
    public boolean replace(String index, String id, ObjectNode document, Optional<Stored> before) {
        Request request = new Request("PUT", path(index, before.isPresent() ? "_doc" : "_create", id));
        before.ifPresent(stored -> {
            request.addParameter("if_seq_no", Long.toString(stored.sequenceNumber()));
            request.addParameter("if_primary_term", Long.toString(stored.primaryTerm()));
        });
        request.setJsonEntity(document.toString());
        try {
            send(request);
            return true;
        } catch (ConflictException meanwhile) {
            return false;
        }
    }

    /** Puts index templates; the same again changes nothing. */
    public void install(Map<String, String> templates) {
        templates.forEach((name, json) -> {
            Request request = new Request("PUT", "/_index_template/" + name);
            request.setJsonEntity(json);
            send(request);
        });
    }

    /** Whether it answers what the console asks most. */
    public boolean isReachable() {
        ObjectNode nothing = Query.object();
        nothing.put("size", 0).put("track_total_hits", false);
        try {
            search(IndexNames.ALERTS, nothing);
            return true;
        } catch (Problem away) {
            return false;
        }
    }

    private static String path(String index, String kind, String id) {
        return "/" + index + "/" + kind + "/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(Request request) {
        request.setOptions(OPTIONS);
        try {
            Response response = client.performRequest(request);
            if (response.getEntity() == null) {
                return MissingNode.getInstance();
            }
            try (InputStream body = response.getEntity().getContent()) {
                return Query.JSON.readTree(body);
            }
        } catch (ResponseException refused) {
            int status = refused.getResponse().getStatusLine().getStatusCode();
            if (status == NOT_FOUND) {
                throw new AbsentException();
            }
            if (status == CONFLICT) {
                throw new ConflictException();
            }
            LOG.warn("Elasticsearch answers {} to {} {}", status, request.getMethod(), request.getEndpoint());
            LOG.debug("its answer", refused);
            throw Problem.unavailable("elasticsearch", refused);
        } catch (IOException unreachable) {
            throw Problem.unavailable("elasticsearch", unreachable);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException ignored) {
            // nothing is left to be saved
        }
    }

    /** There is no such index or document. */
    private static final class AbsentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private AbsentException() {
            super(null, null, false, false);
        }
    }

    /** Somebody else has written the document. */
    private static final class ConflictException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private ConflictException() {
            super(null, null, false, false);
        }
    }
}
