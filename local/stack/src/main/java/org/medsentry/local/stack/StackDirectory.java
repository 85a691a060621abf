package org.medsentry.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The data folder of a local stack: what lies where, and that one stack at a time uses it. */
public final class StackDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private StackDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be and keeps other stacks out until it is closed.
     *
     * @throws StackException if another stack uses it or it cannot be written
     */
    public static StackDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StackException("another stack is running on " + root + "; stop it or name another --data");
            }
            return new StackDirectory(root, channel);
        } catch (IOException unusable) {
            throw new StackException("cannot use the data folder " + root + " (" + unusable + ")", unusable);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException withinThisProcess) {
            return false;
        }
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path elasticsearch() {
        return root.resolve("elasticsearch");
    }

    /** Checkpoints and savepoints, a folder for each job. */
    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path flinkTemporary() {
        return root.resolve("tmp");
    }

    public Path logFile() {
        return root.resolve("logs").resolve("medsentry.log");
    }

    public Path keyFile() {
        return root.resolve("development-keys.json");
    }

    /** What the gateway knows of its keys. */
    public Path gatewayKeys() {
        return root.resolve("gateway-keys.yaml");
    }

    /** The keys themselves, for whoever tries the gateway on this machine. */
    public Path gatewayDevelopmentKeys() {
        return root.resolve("gateway-development-keys.properties");
    }

    /** Who may sign in to the console. */
    public Path usersFile() {
        return root.resolve("console-users.yaml");
    }

    /** The passwords of the users that were made with the folder. */
    public Path passwordsFile() {
        return root.resolve("console-passwords.txt");
    }

    public boolean holdsRecords() {
        return Files.exists(kafka());
    }

    /** Deletes everything but keys and logs. */
    public void clear() {
        for (Path folder : List.of(kafka(), elasticsearch(), checkpoints(), flinkTemporary())) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException undeletable) {
            throw new StackException("cannot delete " + folder + " (" + undeletable + ")", undeletable);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
