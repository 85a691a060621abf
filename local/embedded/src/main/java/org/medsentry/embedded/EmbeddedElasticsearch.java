package org.medsentry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The real Elasticsearch server as a child process, with nothing installed: tests and the local stack meet the true behaviour of versions, mappings and
 * restarts rather than an imitation. It listens on the loopback interface without security, keeps its data folder over restarts, and dies with the
 * process that started it.
 *
 * <p>The server is slim: no scripts, no update or delete by query, no ingest pipelines, no life-cycle management, and {@code GET /} answers 405.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 40;

    private final Path data;
    private final boolean temporary;
    private final String heap;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    private EmbeddedElasticsearch(Builder builder) {
        this.temporary = builder.data == null;
        this.data =
                temporary ? Directories.createTemporary("medsentry-elasticsearch-") : Directories.create(builder.data);
        this.heap = builder.heap;
        this.settings = new TreeMap<>(builder.settings);
        this.port = builder.port == 0 ? FreePort.choose() : builder.port;
    }

    /** A server on a free port with a data folder of its own that is deleted on {@link #close()}. */
    public static EmbeddedElasticsearch start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The version of the server, for example {@code 8.19.21}. */
    public static String version() {
        return ElasticsearchHome.version();
    }

    /** For example {@code http://127.0.0.1:19200}; the same before and after a restart. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public Path dataDirectory() {
        return data;
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * Starts the server again on the same port and data, and waits until it answers.
     *
     * @throws IllegalStateException if it does not; the message ends with the server's log
     */
    public synchronized void restart() {
        if (isRunning()) {
            stop();
        }
        launch();
    }

    /** Ends the server in good order. Does nothing if it is not running. */
    public synchronized void stop() {
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
        awaitEnd();
    }

    /** Ends the server at once (SIGKILL), as a crash would. Does nothing if it is not running. */
    public synchronized void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public synchronized void close() {
        if (temporary) {
            kill();
            Directories.delete(data);
        } else {
            stop();
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        process = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void launch() {
        Path home = ElasticsearchHome.find();
        try {
            Files.createDirectories(data.resolve("tmp"));
            process = new ProcessBuilder(command(home, copyMain()))
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Elasticsearch from " + home, e);
        }
        awaitReady();
    }

    /**
     * The child gets this one class and not our class path: a shaded jar would bring other versions of the server's own libraries.
     *
     * @return the class path
     */
    private Path copyMain() throws IOException {
        String name = ElasticsearchServerMain.class.getName().replace('.', '/') + ".class";
        Path root = data.resolve("launcher");
        Path target = root.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream in = ElasticsearchServerMain.class.getResourceAsStream("/" + name)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return root;
    }

    private List<String> command(Path home, Path classPath) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + data.resolve("tmp"),
                "--module-path",
                home.resolve("lib").toString(),
                "--add-modules=ALL-MODULE-PATH,jdk.net,jdk.management.agent",
                "-Des.path.home=" + home,
                "-Dio.netty.noUnsafe=true",
                "-Dio.netty.noKeySetOptimization=true",
                "-Dlog4j2.disable.jmx=true",
                "-Dlog4j.shutdownHookEnabled=false"));
        serverSettings()
                .forEach((name, value) ->
                        command.add("-D" + ElasticsearchServerMain.SETTING_PREFIX + name + "=" + value));
        command.add("-cp");
        command.add(classPath.toString());
        command.add(ElasticsearchServerMain.class.getName());
        return command;
    }

    private Map<String, String> serverSettings() {
        Map<String, String> all = new TreeMap<>();
        all.put("cluster.name", "medsentry-local");
        all.put("discovery.type", "single-node");
        all.put("network.host", "127.0.0.1");
        all.put("http.port", Integer.toString(port));
        all.put("transport.port", "0");
        all.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        all.put("path.data", data.resolve("data").toString());
        all.put("path.logs", data.resolve("logs").toString());
        all.putAll(settings);
        return all;
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (!process.isAlive()) {
                throw failedToStart("ended with code " + process.exitValue());
            }
            if (isHealthy()) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                kill();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while Elasticsearch was starting", e);
            }
        }
        throw failedToStart("is not ready after " + START_LIMIT.toSeconds() + " s");
    }

    private boolean isHealthy() {
        try {
            URL health = URI.create(url() + "/_cluster/health?wait_for_status=yellow&timeout=2s")
                    .toURL();
            HttpURLConnection connection = (HttpURLConnection) health.openConnection();
            connection.setConnectTimeout((int) HEALTH_TIMEOUT.toMillis());
            connection.setReadTimeout((int) HEALTH_TIMEOUT.toMillis());
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private IllegalStateException failedToStart(String what) {
        String tail = logTail();
        kill();
        return new IllegalStateException("Elasticsearch on " + url() + " " + what + "; its log ends:\n" + tail);
    }

    private Path log() {
        return data.resolve("elasticsearch.log");
    }

    private String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    /** Options of a server; everything has a default that suits a test. */
    public static final class Builder {
        private Path data;
        private int port;
        private String heap = "512m";
        private final Map<String, String> settings = new TreeMap<>();

        private Builder() {}

        /** Where data and logs live. Default: a temporary folder, deleted on close. */
        public Builder dataDirectory(Path directory) {
            this.data = directory;
            return this;
        }

        /** 0, the default, means any free one. */
        public Builder httpPort(int httpPort) {
            this.port = httpPort;
            return this;
        }

        /** The most heap, as the JVM writes it. Default {@code 512m}. */
        public Builder heap(String maximum) {
            this.heap = maximum;
            return this;
        }

        /** One more line of {@code elasticsearch.yml}. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        public EmbeddedElasticsearch start() {
            EmbeddedElasticsearch server = new EmbeddedElasticsearch(this);
            try {
                server.launch();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        }
    }
}
