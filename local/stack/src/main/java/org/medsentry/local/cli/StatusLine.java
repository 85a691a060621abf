package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.medsentry.local.stack.StackSnapshot;
import org.medsentry.local.stack.StreamCounts;
import org.medsentry.schemas.Stream;

/** Live counts: refreshed in place on a terminal, a line every ten seconds elsewhere. */
final class StatusLine {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final Map<Stream, String> NAMES = Map.of(
            Stream.PURCHASE_REGISTRATIONS, "purchases",
            Stream.ADVERSE_REACTIONS, "reports",
            Stream.ONLINE_SALES, "online");

    private final PrintWriter out;
    private final boolean terminal;
    private long lastLine;
    private boolean open;

    StatusLine(PrintWriter out) {
        this.out = out;
        this.terminal = Boolean.getBoolean("medsentry.terminal");
        this.lastLine = System.nanoTime();
    }

    synchronized void show(StackSnapshot snapshot) {
        long now = System.nanoTime();
        if (terminal) {
            out.print(CLEAR_LINE + text(snapshot));
            out.flush();
            open = true;
        } else if (now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + text(snapshot));
        }
    }

    /** Something for good, above the line. */
    synchronized void print(String text) {
        if (open) {
            out.print(CLEAR_LINE);
            open = false;
        }
        out.println(text);
    }

    /** Leaves the line, so that something else can be printed. */
    synchronized void end() {
        if (open) {
            out.println();
            open = false;
        }
    }

    private static String text(StackSnapshot snapshot) {
        StringBuilder text = new StringBuilder();
        for (Stream stream : Stream.values()) {
            StreamCounts counts = snapshot.streams().get(stream);
            text.append("%s %,d in, %,d good | ".formatted(NAMES.get(stream), counts.received(), counts.good()));
        }
        return text.append("%,d signals | %,d alerts | %,d dead letters"
                        .formatted(snapshot.signals(), snapshot.alerts(), snapshot.deadLetters()))
                .toString();
    }
}
