package org.medsentry.dispatcher.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.medsentry.dispatcher.Dispatcher;
import org.medsentry.dispatcher.DispatcherException;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}. Alive means that triggers are read, or about to be; a dead channel is no
 * reason to restart anything.
 */
public final class StatusServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    public StatusServer(String host, int port, Dispatcher dispatcher) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 16);
        } catch (IOException occupied) {
            throw new DispatcherException(
                    "cannot serve health and metrics at " + host + ":" + port + ": " + occupied.getMessage(), occupied);
        }
        threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "medsentry-dispatcher-status");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        health("/health/live", () -> dispatcher.failure() == null);
        health("/health/ready", dispatcher::isReady);
        server.createContext("/metrics", exchange -> answer(exchange, 200, MetricsText.of(dispatcher)));
        server.start();
    }

    private void health(String path, Supplier<Boolean> good) {
        server.createContext(path, exchange -> {
            boolean well = good.get();
            answer(exchange, well ? 200 : 503, well ? "ok\n" : "not ready\n");
        });
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
