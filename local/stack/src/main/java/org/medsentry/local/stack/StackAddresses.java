package org.medsentry.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a running stack can be reached, left in its data folder so that a command in a second terminal needs no options.
 *
 * @param process id of the process that runs it: a file of a dead one is stale
 */
public record StackAddresses(
        String bootstrapServers,
        String elasticsearch,
        String flink,
        String gateway,
        Path keyFile,
        Path logFile,
        long process) {

    private static final String FILE = "stack.properties";

    void write(Path directory) {
        Properties properties = new Properties();
        properties.put("bootstrap-servers", bootstrapServers);
        properties.put("elasticsearch", elasticsearch);
        properties.put("flink", flink);
        properties.put("gateway", gateway);
        properties.put("key-file", keyFile.toString());
        properties.put("log-file", logFile.toString());
        properties.put("process", Long.toString(process));
        Path draft = directory.resolve(FILE + ".tmp");
        try {
            try (var writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, "where the running stack can be reached");
            }
            Files.move(draft, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory.resolve(FILE), e);
        }
    }

    static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the stack on this folder left, if its process is alive. */
    public static Optional<StackAddresses> find(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        try {
            StackAddresses addresses = new StackAddresses(
                    properties.getProperty("bootstrap-servers"),
                    properties.getProperty("elasticsearch"),
                    properties.getProperty("flink"),
                    properties.getProperty("gateway"),
                    Path.of(properties.getProperty("key-file")),
                    Path.of(properties.getProperty("log-file")),
                    Long.parseLong(properties.getProperty("process")));
            return ProcessHandle.of(addresses.process())
                    .filter(ProcessHandle::isAlive)
                    .map(alive -> addresses);
        } catch (NumberFormatException | NullPointerException incomplete) {
            return Optional.empty();
        }
    }
}
