package org.medsentry.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a local stack is made of.
 *
 * @param directory its data folder, kept over restarts
 * @param parallelism subtasks of each job, and partitions of each topic
 * @param jobOptions further options of the jobs, by key; they win
 * @param channels file that says where channels of units lead; empty: to a receiver within the stack
 * @param guide stories that the console's first page tells a newcomer to look at
 */
public record StackSettings(
        Path directory,
        StackPorts ports,
        int parallelism,
        Map<String, String> jobOptions,
        Optional<Path> channels,
        Supplier<List<?>> guide) {

    private static final int DEFAULT_PARALLELISM = 2;

    public StackSettings {
        jobOptions = Map.copyOf(jobOptions);
    }

    /** With a receiver within the stack. */
    public StackSettings(Path directory, StackPorts ports, int parallelism, Map<String, String> jobOptions) {
        this(directory, ports, parallelism, jobOptions, Optional.empty(), List::of);
    }

    public static StackSettings of(Path directory, StackPorts ports) {
        return new StackSettings(directory, ports, DEFAULT_PARALLELISM, Map.of());
    }
}
