package org.medsentry.dispatcher.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.dispatcher.message.Signature;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Trigger;

/**
 * What stands at the other end of a webhook channel, as a demonstration and as an example to follow: believes nothing unsigned, nothing old,
 * and takes nothing twice.
 */
public final class TriggerReceiver implements AutoCloseable {
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final int LARGEST = 1 << 20;
    private static final int MOST_KEYS = 100_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads;
    private final Secret secret;
    private final Clock clock;
    private final Consumer<ReceivedTrigger> listener;
    /** How often each key came; the longest untouched goes first. */
    private final Map<String, Integer> keys = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private TriggerReceiver(int port, SSLContext tls, Secret secret, Clock clock, Consumer<ReceivedTrigger> listener)
            throws IOException {
        // Otherwise the JDK's server answers each request of a kept connection some 40 ms late.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
        if (tls == null) {
            server = HttpServer.create(address, 64);
        } else {
            HttpsServer secure = HttpsServer.create(address, 64);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = secure;
        }
        this.secret = secret;
        this.clock = clock;
        this.listener = listener;
        threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "medsentry-trigger-receiver");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /**
     * On the loopback interface.
     *
     * @param port 0 for any free one
     * @param listener told of each trigger once, and of repetitions with how many there were before; from several threads
     */
    public static TriggerReceiver start(int port, Secret secret, Consumer<ReceivedTrigger> listener)
            throws IOException {
        return new TriggerReceiver(port, null, secret, Clock.systemUTC(), listener);
    }

    /** The same with TLS. */
    public static TriggerReceiver startSecure(
            int port, SSLContext tls, Secret secret, Consumer<ReceivedTrigger> listener) throws IOException {
        return new TriggerReceiver(port, tls, secret, Clock.systemUTC(), listener);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where a channel sends its triggers to. */
    public URI url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + port() + "/triggers");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
            int status = exchange.getRequestMethod().equals("POST") ? judge(exchange, body) : 405;
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int judge(HttpExchange exchange, byte[] body) {
        if (body.length > LARGEST) {
            return 413;
        }
        if (!isOurs(exchange, body)) {
            return 401;
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        ReceivedTrigger received;
        try {
            JsonNode fields = JSON.readTree(body);
            Trigger trigger = Documents.fromJson(body, Trigger.class);
            if (key == null || trigger.triggerId() == null) {
                return 400;
            }
            received = new ReceivedTrigger(
                    trigger,
                    fields.path("unitId").asText(null),
                    fields.path("channel").asText(null),
                    fields.path("deliveryId").asText(null),
                    key,
                    0);
        } catch (IOException | IllegalArgumentException malformed) {
            return 400;
        }
        int before;
        synchronized (keys) {
            before = keys.merge(key, 1, Integer::sum) - 1;
        }
        listener.accept(new ReceivedTrigger(
                received.trigger(), received.unitId(), received.channel(), received.deliveryId(), key, before));
        return 204;
    }

    private boolean isOurs(HttpExchange exchange, byte[] body) {
        String timestamp = exchange.getRequestHeaders().getFirst(Signature.TIMESTAMP_HEADER);
        if (timestamp == null || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long seconds = Long.parseLong(timestamp);
        return Math.abs(clock.instant().getEpochSecond() - seconds) <= OLDEST.toSeconds()
                && Signature.isValid(
                        secret, seconds, body, exchange.getRequestHeaders().getFirst(Signature.HEADER));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
