package org.medsentry.local.stack;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a local stack is made of.
 *
 * @param directory its data folder, kept over restarts
 * @param parallelism subtasks of each job, and partitions of each topic
 * @param jobOptions further options of the jobs, by key; they win
 */
public record StackSettings(Path directory, StackPorts ports, int parallelism, Map<String, String> jobOptions) {

    private static final int DEFAULT_PARALLELISM = 2;

    public StackSettings {
        jobOptions = Map.copyOf(jobOptions);
    }

    public static StackSettings of(Path directory, StackPorts ports) {
        return new StackSettings(directory, ports, DEFAULT_PARALLELISM, Map.of());
    }
}
