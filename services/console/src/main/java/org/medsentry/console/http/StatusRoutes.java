package org.medsentry.console.http;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.medsentry.console.identity.Sessions;

/** {@code /health}, {@code /ready} and {@code /metrics}: for whoever watches over processes, not for people. */
public final class StatusRoutes implements Routes.Group {

    private static final String PREFIX = "medsentry_console_";

    private final BooleanSupplier ready;
    private final Sessions sessions;
    private final IntSupplier listeners;
    private final RequestFigures figures;

    /** @param ready whether what the console stands on answers */
    public StatusRoutes(BooleanSupplier ready, Sessions sessions, IntSupplier listeners, RequestFigures figures) {
        this.ready = ready;
        this.sessions = sessions;
        this.listeners = listeners;
        this.figures = figures;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/health", Access.OPEN, context -> context.result("ok\n"));
        routes.get("/ready", Access.OPEN, context -> {
            boolean well = ready.getAsBoolean();
            context.status(well ? 200 : 503).result(well ? "ok\n" : "not ready\n");
        });
        routes.get(
                "/metrics",
                Access.OPEN,
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics()));
    }

    private String metrics() {
        StringBuilder text = new StringBuilder();
        head(text, "sessions", "gauge", "People who are signed in.");
        text.append(PREFIX).append("sessions ").append(sessions.size()).append('\n');
        head(text, "listeners", "gauge", "Open streams of events.");
        text.append(PREFIX).append("listeners ").append(listeners.getAsInt()).append('\n');
        head(text, "responses_total", "counter", "Requests answered, by status.");
        figures.byStatus()
                .forEach((status, count) -> text.append(PREFIX)
                        .append("responses_total{status=\"")
                        .append(status)
                        .append("\"} ")
                        .append(count)
                        .append('\n'));
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }
}
