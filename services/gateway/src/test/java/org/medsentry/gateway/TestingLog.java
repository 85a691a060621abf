package org.medsentry.gateway;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Listens to everything that is logged in this process, in more detail than usual. */
public final class TestingLog extends AbstractAppender implements AutoCloseable {

    private final LoggerContext context = LoggerContext.getContext(false);
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private final Consumer<String> listener;

    private TestingLog(Consumer<String> listener) {
        super("testing-log", null, null, true, Property.EMPTY_ARRAY);
        this.listener = listener;
    }

    static TestingLog listen() {
        return listen(line -> {});
    }

    /** @param listener is told each line by the thread that logs it, which waits for it */
    public static TestingLog listen(Consumer<String> listener) {
        TestingLog log = new TestingLog(listener);
        log.start();
        log.context.getConfiguration().getRootLogger().removeAppender("CONSOLE");
        log.context.getConfiguration().getRootLogger().addAppender(log, Level.ALL, null);
        Configurator.setLevel("org.medsentry", Level.DEBUG);
        Configurator.setRootLevel(Level.INFO);
        return log;
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
        listener.accept(event.getMessage().getFormattedMessage());
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        context.getConfiguration().getRootLogger().removeAppender(getName());
        context.reconfigure();
        stop();
    }
}
