package org.medsentry.console.http;

import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.medsentry.console.event.Event;
import org.medsentry.console.event.EventBoard;
import org.medsentry.console.event.Listener;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.identity.Session;
import org.medsentry.console.identity.Sessions;
import org.medsentry.console.problem.Problem;

/** Changes as server-sent events. An open stream is no use of a session, and ends with it. */
public final class EventRoutes implements Routes.Group, AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MOST_LISTENERS = 300;

    private final EventBoard board;
    private final Sessions sessions;
    private final Callers callers;
    private final ExecutorService writers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "medsentry-console-events");
        thread.setDaemon(true);
        return thread;
    });

    public EventRoutes(EventBoard board, Sessions sessions, Callers callers) {
        this.board = board;
        this.sessions = sessions;
        this.callers = callers;
    }

    @Override
    public void addTo(Routes routes) {
        SseHandler stream = new SseHandler(this::listen);
        routes.get("/api/events", Access.of(Permission.ALERTS_READ), context -> {
            if (board.listeners() >= MOST_LISTENERS) {
                throw Problem.of(503, "too-many-listeners", "连接过多", "too many browsers listen already");
            }
            context.header("X-Accel-Buffering", "no");
            stream.handle(context);
        });
    }

    private void listen(SseClient client) {
        Session session = callers.session(client.ctx());
        Listener listener = board.join(client.ctx().header("Last-Event-ID"), session.lastVisit());
        client.keepAlive();
        client.onClose(listener::close);
        writers.execute(() -> write(client, listener, session));
    }

    private void write(SseClient client, Listener listener, Session session) {
        try (client;
                listener) {
            client.sendEvent("hello", Answers.text(Answers.object("now", Instant.now())));
            while (!client.terminated() && !listener.hasEnded()) {
                Optional<Event> event = listener.next(HEARTBEAT);
                if (sessions.look(session.id()).isEmpty()) {
                    return;
                }
                if (event.isPresent()) {
                    client.sendEvent(event.get().name(), listener.data(event.get()), board.id(event.get()));
                } else {
                    client.sendComment("still here");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException gone) {
            // the browser has gone; it will come back by itself
        }
    }

    @Override
    public void close() {
        writers.shutdownNow();
    }
}
