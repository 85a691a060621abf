package org.medsentry.streaming.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A real HTTP peer in the place of Elasticsearch, for answers that a healthy server does not give. */
final class TestingBulkEndpoint implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]*)\"");

    private final HttpServer server;
    private final Behaviour behaviour;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());

    /** A bulk request as it arrived. */
    record Received(int number, long atNanos, List<String> ids, String authorization) {}

    /** What is answered; a null body means that no answer ever comes. */
    record Reply(int status, String body) {
        static Reply items(int... statuses) {
            return new Reply(200, TestingTransport.items(statuses));
        }

        static Reply none() {
            return new Reply(0, null);
        }
    }

    /** Decides what is answered to a request, whose numbers begin with 1. */
    @FunctionalInterface
    interface Behaviour {
        Reply reply(Received request);
    }

    TestingBulkEndpoint(Behaviour behaviour) {
        this(behaviour, null);
    }

    TestingBulkEndpoint(Behaviour behaviour, SSLContext tls) {
        this.behaviour = behaviour;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/_bulk", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** How often each id was sent. */
    long timesSent(String id) {
        return received().stream().filter(request -> request.ids().contains(id)).count();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Received request;
            synchronized (received) {
                request = new Received(
                        received.size() + 1,
                        System.nanoTime(),
                        ids(body),
                        exchange.getRequestHeaders().getFirst("Authorization"));
                received.add(request);
            }
            Reply reply = behaviour.reply(request);
            if (reply.body() == null) {
                end.await();
                return;
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> ids(String body) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = ID.matcher(body);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }
}
