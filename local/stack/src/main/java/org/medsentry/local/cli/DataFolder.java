package org.medsentry.local.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.medsentry.local.stack.StackAddresses;
import picocli.CommandLine.Option;

/** Where local data lies, and the stack that runs on it. */
final class DataFolder {

    /** The demo has a folder of its own, since every demo begins anew. */
    private static final String DEMO = "demo";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the local stack. Default: $MEDSENTRY_DATA, or data beside bin.")
    private Path given;

    Path ofStack() {
        return given == null ? root() : given;
    }

    Path ofDemo() {
        return given == null ? root().resolve(DEMO) : given;
    }

    /** A stack or demo that runs on the folder, if any. */
    Optional<StackAddresses> runningStack() {
        return StackAddresses.find(ofStack()).or(() -> StackAddresses.find(ofDemo()));
    }

    private static Path root() {
        String configured = System.getenv("MEDSENTRY_DATA");
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured);
        }
        return Path.of(System.getProperty("medsentry.home", "")).resolve("data");
    }
}
