package org.medsentry.gateway;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.gateway.access.KeyEntry;
import org.medsentry.gateway.access.KeyRing;
import org.medsentry.gateway.http.Admission;
import org.medsentry.gateway.http.GatewayServer;
import org.medsentry.gateway.http.HttpSettings;
import org.medsentry.gateway.http.Routes;
import org.medsentry.gateway.reception.Intake;
import org.medsentry.gateway.reception.Reception;
import org.medsentry.gateway.status.GatewayFigures;
import org.medsentry.schemas.Stream;

/** The gateway's server over a {@link TestingOutbox}, with keys of two networks, and a client of it. */
public final class TestingGateway implements AutoCloseable {
    public static final String PURCHASES = "/v1/" + Stream.PURCHASE_REGISTRATIONS.id();

    public final TestingOutbox outbox = new TestingOutbox();
    public final String key;
    public final String otherKey;
    public volatile boolean ready = true;

    private final KeyRing ring;
    private final Path keys;
    private final GatewayServer server;
    private final GatewayFigures figures = new GatewayFigures();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    public TestingGateway(Path folder, HttpSettings settings) {
        this(folder, settings, List.of());
    }

    public TestingGateway(Path folder, HttpSettings settings, List<Routes> more) {
        keys = folder.resolve("keys.yaml");
        key = KeyEntry.create(keys, TestingRecords.SOURCE, List.of());
        otherKey = KeyEntry.create(keys, "chain-b", List.of(Stream.ONLINE_SALES));
        ring = new KeyRing(keys, ZoneOffset.UTC);
        server = new GatewayServer(
                settings,
                new Admission(ring, outbox, () -> ready),
                new Intake(
                        new Reception(TestingRecords.keys(), InstantSource.system()),
                        outbox,
                        figures,
                        InstantSource.system(),
                        Duration.ofSeconds(10)),
                figures,
                () -> ready,
                () -> 0,
                more);
    }

    /** A further key, for the other streams only. */
    public String keyWithoutStreams(Stream refused) {
        List<Stream> others = Arrays.stream(Stream.values())
                .filter(stream -> stream != refused)
                .toList();
        String created = KeyEntry.create(keys, TestingRecords.SOURCE, others);
        ring.refresh();
        return created;
    }

    /** A further key, which is soon used up. */
    public String keyWithOneRecordADay() {
        String created = KeyEntry.create(
                keys,
                TestingRecords.SOURCE,
                List.of(),
                Map.of("recordsPerDay", 1L, "recordsPerSecond", 1L, "burst", 1L));
        ring.refresh();
        return created;
    }

    public Set<String> paths() {
        return server.paths();
    }

    public static HttpSettings settings() {
        return HttpSettings.of("127.0.0.1", 0);
    }

    public int port() {
        return server.port();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException closed) {
            // The server's idle timeout met the request on a kept connection: nothing of it was read.
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    /** With the key and as JSON. */
    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, "application/json", TestingRecords.bytes(body));
    }

    public HttpResponse<String> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Sends these bytes as they are and gives the first line of the answer, null if the connection was closed without one. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder line = new StringBuilder();
            for (int octet = socket.getInputStream().read();
                    octet >= 0 && octet != '\r';
                    octet = socket.getInputStream().read()) {
                line.append((char) octet);
            }
            return line.isEmpty() ? null : line.toString();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
