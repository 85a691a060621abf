package org.medsentry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.gateway.access.KeyEntry;
import org.medsentry.gateway.http.HttpSettings;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.schemas.Stream;

/** Whatever dies in mid-batch: what was answered as accepted is in Kafka, and everything else can be sent again. */
class GatewayFaultsITCase {
    private static final Pattern LISTENS = Pattern.compile("listens on port (\\d+)");
    private static final int RECORDS = 4_000;

    @TempDir
    private static Path folder;

    private static TestingBroker broker;
    private static Path secretKeys;

    private Path apiKeys;
    private String key;

    @BeforeAll
    static void start() throws Exception {
        broker = new TestingBroker();
        String encoded = Base64.getEncoder().encodeToString(new byte[32]);
        secretKeys = Files.writeString(
                folder.resolve("secret-keys.json"),
                "{\"currentKeyId\": \"k1\", \"keys\": {\"k1\": \"" + encoded + "\"}}");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void createKey() throws Exception {
        apiKeys = folder.resolve("keys.yaml");
        Files.deleteIfExists(apiKeys);
        key = KeyEntry.create(apiKeys, TestingRecords.SOURCE, List.of());
    }

    @Test
    void theGatewayIsKilled() throws Exception {
        TestingSender sender = new TestingSender(key, RECORDS);
        Child first = new Child();
        try {
            // A small batch is answered before, so that something is accepted at all.
            TestingSender before = new TestingSender(key, 100);
            assertThat(before.send(first.port)).isTrue();
            assertThat(before.accepted).hasSize(100);
            assertThat(sender.sendInterrupted(first.port, first::kill)).isFalse();
        } finally {
            first.kill();
        }
        assertThat(sender.accepted).isEmpty();

        Child second = new Child();
        try {
            assertThat(sender.send(second.port)).isTrue();
            assertThat(sender.status).isEqualTo(200);
        } finally {
            second.kill();
        }
        assertThat(sender.pending).isEmpty();
        assertThat(broker.eventIds(Stream.PURCHASE_REGISTRATIONS)).containsAll(sender.accepted);
    }

    @Test
    void kafkaIsAwayForAWhile() throws Exception {
        GatewaySettings settings = GatewaySettings.of(
                KafkaSettings.of(broker.kafka.bootstrapServers(), "").withDeliveryTimeout(Duration.ofSeconds(4)),
                HttpSettings.of("127.0.0.1", 0),
                secretKeys,
                apiKeys);
        try (Gateway gateway = new Gateway(settings)) {
            await(gateway, true);
            TestingSender sender = new TestingSender(key, RECORDS);
            assertThat(sender.sendInterrupted(gateway.port(), broker.kafka::stop))
                    .isTrue();
            assertThat(sender.status).isIn(207, 503);
            assertThat(sender.pending).isNotEmpty();
            await(gateway, false);
            assertThat(status(gateway.port(), "/ready")).isEqualTo(503);
            assertThat(status(gateway.port(), "/health")).isEqualTo(200);
            assertThat(sender.send(gateway.port())).isTrue();
            assertThat(sender.status).isEqualTo(503);

            broker.kafka.restart();
            await(gateway, true);
            assertThat(broker.eventIds(Stream.PURCHASE_REGISTRATIONS)).containsAll(sender.accepted);
            assertThat(sender.send(gateway.port())).isTrue();
            assertThat(sender.status).isEqualTo(200);
            assertThat(sender.accepted).hasSize(RECORDS);
            assertThat(broker.eventIds(Stream.PURCHASE_REGISTRATIONS)).containsAll(sender.accepted);
        }
    }

    private static void await(Gateway gateway, boolean ready) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (gateway.isReady() != ready) {
            assertThat(System.nanoTime()).as("ready = " + ready).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static int status(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** The gateway as a process of its own, which can be killed as the loss of its machine would. */
    private final class Child {
        private final Process process;
        private final int port;

        Child() throws Exception {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            GatewayMain.class.getName(),
                            "--bootstrap-servers=" + broker.kafka.bootstrapServers(),
                            "--key-file=" + secretKeys,
                            "--keys=" + apiKeys,
                            "--host=127.0.0.1",
                            "--port=0"))
                    .redirectErrorStream(true)
                    .start();
            port = port();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (status(port, "/ready") != 200) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }

        private int port() throws Exception {
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder all = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher listens = LISTENS.matcher(line);
                if (listens.find()) {
                    drain(output);
                    return Integer.parseInt(listens.group(1));
                }
                all.append(line).append('\n');
            }
            throw new IllegalStateException("the gateway does not start:\n" + all);
        }

        private void drain(BufferedReader output) {
            Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "gateway-output");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((ended, closed) -> {});
            thread.start();
        }

        void kill() {
            try {
                process.destroyForcibly().waitFor();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
