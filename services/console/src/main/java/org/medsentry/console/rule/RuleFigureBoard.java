package org.medsentry.console.rule;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.medsentry.desk.DeskException;
import org.medsentry.desk.FlinkRuleFigures;
import org.medsentry.desk.RuleFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How rules fare in the running jobs. Asking takes seconds, so what was heard last is told, and asked anew meanwhile. */
public final class RuleFigureBoard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleFigureBoard.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(15).toNanos();

    private final Optional<FlinkRuleFigures> flink;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "medsentry-console-figures");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, RuleFigures> known = Map.of();
    private boolean busy;
    private long read;

    /** @param flink empty where nobody said where it is */
    public RuleFigureBoard(Optional<FlinkRuleFigures> flink) {
        this.flink = flink;
        this.read = System.nanoTime() - FRESH_NANOS;
        read();
    }

    /** By rule id; empty while nothing is known. */
    public synchronized Map<String, RuleFigures> read() {
        if (flink.isPresent() && !busy && System.nanoTime() - read >= FRESH_NANOS) {
            busy = true;
            asking.execute(this::ask);
        }
        return known;
    }

    private void ask() {
        Map<String, RuleFigures> heard = Map.of();
        try {
            heard = flink.orElseThrow().read();
        } catch (DeskException away) {
            LOG.debug("no figures of rules: {}", away.getMessage());
        }
        synchronized (this) {
            known = heard;
            read = System.nanoTime();
            busy = false;
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
