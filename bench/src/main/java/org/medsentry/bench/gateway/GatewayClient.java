package org.medsentry.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends bodies to the gateway over a number of connections, each of which waits for its answer before it sends on. */
final class GatewayClient {
    private static final int OK = 200;

    private final String base;
    private final String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    GatewayClient(int port, String key) {
        this.base = "http://127.0.0.1:" + port;
        this.key = key;
    }

    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (get("/ready").statusCode() != OK) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the gateway does not find Kafka");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    long figure(String path) throws IOException, InterruptedException {
        return Long.parseLong(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
    }

    /** @throws IllegalStateException if a record was not accepted: such figures are worth nothing */
    void send(List<byte[]> bodies, int connections) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                running.add(threads.submit(() -> {
                    for (int index = next.getAndIncrement(); index < bodies.size(); index = next.getAndIncrement()) {
                        send(bodies.get(index));
                    }
                    return null;
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a batch was not taken", failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private void send(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/purchase-registrations"))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK) {
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            throw new IllegalStateException(
                    "answered " + answer.statusCode() + " " + text.substring(0, Math.min(300, text.length())));
        }
    }
}
