package org.medsentry.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that is started again when it ends by itself, as Compose keeps a container: a JobManager under too much load ends
 * itself and counts on that.
 */
final class KeptProcess {

    private static final int MOST_STARTS = 5;
    private static final int END_LIMIT_SECONDS = 60;

    private final List<String> command;
    private final Path folder;
    private final String name;
    private Process process;
    private int starts;

    /** @param folder for its output, a file for each start */
    KeptProcess(String name, List<String> command, Path folder) {
        this.name = name;
        this.command = List.copyOf(command);
        this.folder = folder;
    }

    synchronized KeptProcess start() {
        starts++;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + "-" + starts + ".log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        process.onExit().thenAccept(this::startAgain);
        return this;
    }

    private synchronized void startAgain(Process ended) {
        if (process == ended && starts < MOST_STARTS) {
            start();
        }
    }

    /** Ends it at once and for good, as the loss of its machine would (SIGKILL). */
    void kill() {
        Process victim;
        synchronized (this) {
            victim = process;
            process = null;
        }
        if (victim == null) {
            return;
        }
        victim.destroyForcibly();
        try {
            victim.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
