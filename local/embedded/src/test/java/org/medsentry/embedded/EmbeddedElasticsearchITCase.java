package org.medsentry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedElasticsearchITCase {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void keepsAcknowledgedDocumentsOverRestartAndCrash() throws Exception {
        try (EmbeddedElasticsearch server =
                EmbeddedElasticsearch.builder().dataDirectory(directory).start()) {
            assertThat(put(server, "1").statusCode()).isEqualTo(201);

            server.restart();
            assertThat(get(server, "1")).contains("\"found\":true");

            assertThat(put(server, "2").statusCode()).isEqualTo(201);
            String url = server.url();
            server.kill();
            assertThat(server.isRunning()).isFalse();
            assertThatThrownBy(() -> get(server, "2")).isInstanceOf(IOException.class);

            server.restart();
            assertThat(server.url()).isEqualTo(url);
            assertThat(get(server, "2")).contains("\"found\":true");
        }
    }

    @Test
    void isTheVersionThatTheBuildNames() throws Exception {
        try (EmbeddedElasticsearch server = EmbeddedElasticsearch.start()) {
            assertThat(request(server, "/_nodes/_local/http?filter_path=nodes.*.version"))
                    .contains('"' + EmbeddedElasticsearch.version() + '"');
        }
    }

    @Test
    void leavesNothingBehindUnlessGivenAFolder() throws Exception {
        Path data;
        try (EmbeddedElasticsearch server = EmbeddedElasticsearch.start()) {
            data = server.dataDirectory();
            assertThat(data).isDirectory();
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void showsTheLogOfAServerThatDoesNotStart() {
        assertThatThrownBy(() -> EmbeddedElasticsearch.builder()
                        .dataDirectory(directory)
                        .setting("no.such.setting", "1")
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unknown setting [no.such.setting]");
        assertThat(Files.exists(directory)).isTrue();
    }

    private HttpResponse<String> put(EmbeddedElasticsearch server, String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/things/_doc/" + id))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"name\":\"thing " + id + "\"}"))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String get(EmbeddedElasticsearch server, String id) throws Exception {
        return request(server, "/things/_doc/" + id);
    }

    private String request(EmbeddedElasticsearch server, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
