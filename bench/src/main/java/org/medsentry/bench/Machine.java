package org.medsentry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
public final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    public static String description() throws IOException {
        String processor = System.getProperty("os.arch");
        if (Files.isReadable(CPU_INFO)) {
            processor = Files.readAllLines(CPU_INFO).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(processor);
        }
        return processor + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name");
    }
}
