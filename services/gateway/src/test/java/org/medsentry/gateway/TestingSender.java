package org.medsentry.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.medsentry.schemas.Stream;

/** A network as it should be: remembers what is not accepted yet, and sends that again. */
final class TestingSender {
    private static final JsonMapper MAPPER = new JsonMapper();

    final Set<String> pending = new LinkedHashSet<>();
    final Set<String> accepted = new TreeSet<>();
    int status;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String key;

    TestingSender(String key, int records) {
        this.key = key;
        IntStream.range(0, records).forEach(index -> pending.add("e" + index));
    }

    /** Sends everything that is pending as one batch; false if there was no answer. */
    boolean send(int port) throws InterruptedException {
        String lines =
                String.join("\n", pending.stream().map(TestingRecords::purchase).toList());
        try {
            settle(client.send(request(port, BodyPublishers.ofString(lines)), BodyHandlers.ofString()));
            return true;
        } catch (IOException lost) {
            return false;
        }
    }

    /** Begins a batch, lets something happen when half of it is on its way, and goes on; false if there was no answer. */
    boolean sendInterrupted(int port, Runnable event) throws Exception {
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 1 << 20);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request(port, BodyPublishers.ofInputStream(() -> in)), BodyHandlers.ofString());
        List<String> ids = List.copyOf(pending);
        try {
            for (int index = 0; index < ids.size(); index++) {
                if (index == ids.size() / 2) {
                    out.flush();
                    event.run();
                }
                out.write((TestingRecords.purchase(ids.get(index)) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.close();
            settle(answer.get());
            return true;
        } catch (IOException | ExecutionException lost) {
            return false;
        }
    }

    private HttpRequest request(int port, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/" + Stream.PURCHASE_REGISTRATIONS.id()))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .POST(body)
                .build();
    }

    private void settle(HttpResponse<String> answer) throws IOException {
        status = answer.statusCode();
        for (JsonNode result : MAPPER.readTree(answer.body()).path("results")) {
            if (result.path("status").textValue().equals("ACCEPTED")) {
                String id = result.path("eventId").textValue();
                pending.remove(id);
                accepted.add(id);
            }
        }
    }
}
