package org.medsentry.dispatcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Trigger;

/** A receiver on a bare socket, so that it can misbehave as servers do not. What it has taken is in {@link #taken}, in order. */
final class TestingReceiver implements AutoCloseable {

    /** What becomes of a request. */
    enum Manner {
        TAKES(true),
        FAILS(false),
        HAS_TOO_MUCH(false),
        HAS_TOO_MUCH_FOR_A_SECOND(false),
        HANGS(false),
        RESETS(false),
        /** Took it, but the sender cannot know. */
        TAKES_AND_RESETS(true),
        DAWDLES_WITH_THE_BODY(true),
        SENDS_A_HUGE_BODY(true),
        REFUSES(false);

        private final boolean taken;

        Manner(boolean taken) {
            this.taken = taken;
        }
    }

    record Taken(String key, Trigger trigger, long atNanos) {}

    /** Decides by the idempotency key and how often it came before. */
    interface Mood {
        Manner toward(String key, int before);
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "testing-receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final Mood mood;
    private final Map<String, Integer> came = new HashMap<>();
    private final List<Taken> taken = new ArrayList<>();

    TestingReceiver(Mood mood) throws IOException {
        this.mood = mood;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/in");
    }

    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    synchronized int distinct() {
        return (int) taken.stream().map(Taken::key).distinct().count();
    }

    synchronized int takenSoFar() {
        return taken.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (answer(socket, in, out)) {
                out.flush();
            }
        } catch (IOException | InterruptedException gone) {
            // the other side has had enough
        }
    }

    private boolean answer(Socket socket, InputStream in, OutputStream out) throws IOException, InterruptedException {
        Map<String, String> headers = headers(in);
        if (headers == null) {
            return false;
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
        String key = headers.get("idempotency-key");
        int before;
        synchronized (this) {
            before = came.merge(key, 1, Integer::sum) - 1;
        }
        Manner manner = mood.toward(key, before);
        if (manner.taken) {
            Trigger trigger = Documents.fromJson(body, Trigger.class);
            synchronized (this) {
                taken.add(new Taken(key, trigger, System.nanoTime()));
            }
        }
        switch (manner) {
            case TAKES -> write(out, "204 No Content", "");
            case FAILS -> write(out, "500 Internal Server Error", "Content-Length: 0\r\n");
            case HAS_TOO_MUCH -> write(out, "429 Too Many Requests", "Retry-After: 0\r\nContent-Length: 0\r\n");
            case HAS_TOO_MUCH_FOR_A_SECOND ->
                write(out, "429 Too Many Requests", "Retry-After: 1\r\nContent-Length: 0\r\n");
            case REFUSES -> write(out, "400 Bad Request", "Content-Length: 0\r\n");
            case HANGS -> TimeUnit.SECONDS.sleep(30);
            case RESETS, TAKES_AND_RESETS -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case DAWDLES_WITH_THE_BODY -> {
                write(out, "200 OK", "Content-Length: 1000\r\n");
                for (int octet = 0; octet < 1000; octet++) {
                    out.write('x');
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            case SENDS_A_HUGE_BODY -> {
                write(out, "200 OK", "Content-Length: 2000000000\r\n");
                byte[] part = new byte[1 << 16];
                for (int parts = 0; parts < 30_000; parts++) {
                    out.write(part);
                }
            }
        }
        return true;
    }

    private static void write(OutputStream out, String status, String headers) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Null at the end. */
    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null; line = line(in)) {
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return null;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) octet);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
