package org.medsentry.gateway;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Listens to everything that is logged in this process, in more detail than usual. */
final class TestingLog extends AbstractAppender implements AutoCloseable {

    private final LoggerContext context = LoggerContext.getContext(false);
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private TestingLog() {
        super("testing-log", null, null, true, Property.EMPTY_ARRAY);
    }

    static TestingLog listen() {
        TestingLog log = new TestingLog();
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
