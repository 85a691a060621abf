package org.medsentry.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.medsentry.console.http.ServerSettings;
import org.medsentry.console.identity.Passwords;
import org.medsentry.console.identity.UserEntry;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.console.rule.ExampleRunner;
import org.medsentry.console.search.SearchSettings;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.TopicWriter;
import org.medsentry.embedded.EmbeddedElasticsearch;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.index.IndexNames;
import org.medsentry.schemas.index.IndexTemplates;
import org.medsentry.schemas.privacy.SecretKeys;

/** Real Kafka and Elasticsearch with what the jobs would have written, and a console on them with a user of each role. */
public final class TestingSystem implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";
    public static final List<ActorRole> ROLES =
            List.of(ActorRole.VIEWER, ActorRole.ANALYST, ActorRole.DUTY_OFFICER, ActorRole.ADMINISTRATOR);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedElasticsearch elasticsearch = EmbeddedElasticsearch.start();
    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final KafkaCluster cluster;
    private final SecretKeys keys;
    private final Console console;

    /** @param folder for users and keys */
    public TestingSystem(Path folder) {
        cluster = new KafkaCluster(kafka.bootstrapServers(), "", Map.of());
        createTopics();
        IndexTemplates.all().forEach((name, json) -> send("PUT", "/_index_template/" + name, json));
        keys = SecretKeys.createDevelopment(folder.resolve("keys.json"));
        Path users = folder.resolve("users.yaml");
        String hash = Passwords.hash(PASSWORD);
        UsersFile.add(
                users,
                ROLES.stream()
                        .map(role -> new UserEntry(role.name(), role.name(), role, hash))
                        .toList());
        console = Console.start(
                ConsoleSettings.of(ServerSettings.local(0), cluster, SearchSettings.of(elasticsearch.url()), users)
                        .withKeyFile(folder.resolve("keys.json")),
                ConsoleExtras.NONE.withExamples(
                        yaml -> List.of(new ExampleRunner.Outcome("an example", true, 1, null))));
    }

    private void createTopics() {
        try (Admin admin = cluster.admin()) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(topic.id(), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public Console console() {
        return console;
    }

    public KafkaCluster cluster() {
        return cluster;
    }

    public SecretKeys keys() {
        return keys;
    }

    /** A browser of somebody of this role, signed in. */
    TestingBrowser signedIn(ActorRole role) {
        TestingBrowser browser = new TestingBrowser(console.port());
        browser.signIn(role.name(), PASSWORD);
        return browser;
    }

    /** Writes alerts as the index job does, and makes them visible. */
    public void index(List<Alert> alerts) {
        bulk(alerts.stream()
                .map(alert -> new String[] {
                    IndexNames.alert(alert.openingEventAt()), alert.alertId(), Documents.toJsonText(alert)
                })
                .toList());
    }

    public void indexSignals(List<Signal> signals) {
        bulk(signals.stream()
                .map(signal -> new String[] {
                    IndexNames.signal(signal.lastEventAt()), signal.signalId(), Documents.toJsonText(signal)
                })
                .toList());
    }

    public void index(DeadLetter letter) {
        bulk(List.<String[]>of(new String[] {
            IndexNames.deadLetter(letter.receivedAt()), letter.deadLetterId(), Documents.toJsonText(letter)
        }));
    }

    private void bulk(List<String[]> documents) {
        StringBuilder lines = new StringBuilder();
        documents.forEach(document -> lines.append("{\"index\":{\"_index\":\"")
                .append(document[0])
                .append("\",\"_id\":\"")
                .append(document[1])
                .append("\"}}\n")
                .append(document[2])
                .append('\n'));
        JsonNode answer = send("POST", "/_bulk?refresh=true", lines.toString());
        if (answer.path("errors").asBoolean()) {
            throw new IllegalStateException(answer.toString());
        }
    }

    public void refresh() {
        send("POST", "/medsentry-*/_refresh", "");
    }

    /** Puts a document on a topic. */
    public void publish(Topic topic, String key, Object document) {
        try (TopicWriter writer = new TopicWriter(cluster)) {
            writer.send(topic, key, Documents.toJson(document));
            writer.flush();
        }
    }

    /** What a topic holds. */
    public List<String> values(Topic topic) {
        List<String> values = new ArrayList<>();
        cluster.readToEnd(topic, row -> values.add(new String(row.value(), StandardCharsets.UTF_8)));
        return values;
    }

    /** Asks Elasticsearch itself. */
    public JsonNode send(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(elasticsearch.url() + path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        console.close();
        kafka.close();
        elasticsearch.close();
    }
}
