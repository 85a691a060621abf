package org.medsentry.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of docker/.env: lines {@code NAME=value} without quotes, and comments on lines of their own. */
final class EnvironmentFile {

    private EnvironmentFile() {}

    static Map<String, String> read(Path file) {
        Map<String, String> settings = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals < 1 || settings.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                    throw new IllegalArgumentException("no setting, or a second one of its name: " + line);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return settings;
    }
}
