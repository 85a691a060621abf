package org.medsentry.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Where logging goes: the terminal belongs to the command's own words and to warnings of ours; everything else lies in the
 * stack's log file, where there is one.
 */
final class LogFile {

    private static final String CONFIGURATION = "log4j2.configurationFile";

    private LogFile() {}

    /** Before the first logger is made. A configuration that the user names wins. */
    static void quiet() {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(
                    CONFIGURATION, resource("terminal-log4j2.properties").toString());
        }
    }

    static void writeTo(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("medsentry.log.file", file.toString());
        Configurator.reconfigure(resource("stack-log4j2.properties"));
    }

    private static URI resource(String name) {
        try {
            return LogFile.class.getResource(name).toURI();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
