package org.medsentry.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.console.TestingBrowser.Answer;
import org.medsentry.console.http.ServerSettings;
import org.medsentry.console.identity.Passwords;
import org.medsentry.console.identity.UserEntry;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.console.search.SearchSettings;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.embedded.EmbeddedElasticsearch;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.schemas.document.ActorRole;

/** The console as a browser meets it, on real Kafka and real Elasticsearch. */
class ConsoleServerITCase {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private static Path folder;

    private static EmbeddedElasticsearch elasticsearch;
    private static EmbeddedKafka kafka;
    private static Console console;

    @BeforeAll
    static void start() {
        elasticsearch = EmbeddedElasticsearch.start();
        kafka = EmbeddedKafka.start();
        String hash = Passwords.hash(PASSWORD);
        Path users = folder.resolve("users.yaml");
        UsersFile.add(
                users,
                List.of(ActorRole.VIEWER, ActorRole.ANALYST, ActorRole.DUTY_OFFICER, ActorRole.ADMINISTRATOR).stream()
                        .map(role -> new UserEntry(role.name(), role.name(), role, hash))
                        .toList());
        console = Console.start(
                ConsoleSettings.of(
                        ServerSettings.local(0),
                        new KafkaCluster(kafka.bootstrapServers(), "", Map.of()),
                        SearchSettings.of(elasticsearch.url()),
                        users),
                ConsoleExtras.NONE);
    }

    @AfterAll
    static void stop() {
        console.close();
        kafka.close();
        elasticsearch.close();
    }

    private static TestingBrowser browser() {
        return new TestingBrowser(console.port());
    }

    @Test
    void somebodyWhoIsKnownSignsInAndOut() {
        TestingBrowser browser = browser();
        assertThat(browser.get("/api/session").status()).isEqualTo(401);
        assertThat(browser.signIn("ANALYST", "wrong, quite wrong").status()).isEqualTo(401);

        Answer session = browser.signIn("ANALYST", PASSWORD);

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.response().headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict");
        assertThat(browser.get("/api/session").body().at("/user/role").asText()).isEqualTo("ANALYST");
        assertThat(browser.send("DELETE", "/api/session", null).status()).isEqualTo(204);
        assertThat(browser.get("/api/session").status()).isEqualTo(401);
    }

    @Test
    void thePageMayRunNothingButItsOwnFiles() {
        Answer page = browser().get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(browser().get("/modules/lit/3.3.3/index.js").status()).isEqualTo(200);
        assertThat(browser().get("/modules/../console/x.js").status()).isNotEqualTo(200);
        assertThat(browser().get("/alerts/some-id").status()).isEqualTo(200);
        assertThat(browser().get("/assets/none.js").status()).isEqualTo(404);
    }
}
