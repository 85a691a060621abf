package org.medsentry.bench.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsentry.console.Console;
import org.medsentry.console.ConsoleExtras;
import org.medsentry.console.ConsoleSettings;
import org.medsentry.console.http.ServerSettings;
import org.medsentry.console.identity.Passwords;
import org.medsentry.console.identity.UserEntry;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.console.search.SearchSettings;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.embedded.EmbeddedElasticsearch;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.local.stack.TopicSetup;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.index.IndexNames;
import org.medsentry.schemas.index.IndexTemplates;

/** A console over as many alerts as are asked for, and an analyst's browser in front of it. */
final class ConsoleSystem implements AutoCloseable {

    private static final String USER = "analyst";
    private static final String PASSWORD = "only for this measurement";
    private static final int AT_ONCE = 2000;

    private final EmbeddedElasticsearch elasticsearch = EmbeddedElasticsearch.start();
    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Console console;
    private String cookie = "";

    ConsoleSystem(Path folder) throws IOException {
        KafkaCluster cluster = new KafkaCluster(kafka.bootstrapServers(), "", Map.of());
        new TopicSetup(cluster, 1, Optional.of((short) 1)).run();
        for (Map.Entry<String, String> template : IndexTemplates.all().entrySet()) {
            ask("PUT", "/_index_template/" + template.getKey(), template.getValue());
        }
        Path users = folder.resolve("users.yaml");
        UsersFile.add(users, List.of(new UserEntry(USER, USER, ActorRole.ANALYST, Passwords.hash(PASSWORD))));
        console = Console.start(
                ConsoleSettings.of(ServerSettings.local(0), cluster, SearchSettings.of(elasticsearch.url()), users),
                ConsoleExtras.NONE);
    }

    void load(ConsoleLoad load, int alerts) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < alerts; number++) {
            Alert alert = load.alert(number, alerts);
            lines.append("{\"index\":{\"_index\":\"")
                    .append(IndexNames.alert(alert.openingEventAt()))
                    .append("\",\"_id\":\"")
                    .append(alert.alertId())
                    .append("\"}}\n")
                    .append(Documents.toJsonText(alert))
                    .append('\n');
            if ((number + 1) % AT_ONCE == 0 || number + 1 == alerts) {
                ask("POST", "/_bulk?filter_path=errors", lines.toString());
                lines.setLength(0);
            }
        }
        ask("POST", "/medsentry-*/_refresh", "");
    }

    private void ask(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(elasticsearch.url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300 || answer.body().contains("\"errors\":true")) {
            throw new IOException("Elasticsearch refuses " + method + " " + path + ": " + answer.statusCode());
        }
    }

    void signIn() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address("/api/session"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"user\":\"" + USER + "\",\"password\":\"" + PASSWORD + "\"}"))
                .build();
        cookie = send(request, HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IOException("nobody was let in"))
                .split(";")[0];
    }

    /** What a browser is sent, compressed if it is. */
    HttpResponse<byte[]> get(String path) throws IOException {
        HttpResponse<byte[]> answer = send(
                HttpRequest.newBuilder(address(path))
                        .header("Cookie", cookie)
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode());
        }
        return answer;
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + console.port() + path);
    }

    private <B> HttpResponse<B> send(HttpRequest request, HttpResponse.BodyHandler<B> body) throws IOException {
        try {
            return client.send(request, body);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    @Override
    public void close() {
        console.close();
        kafka.close();
        elasticsearch.close();
    }
}
