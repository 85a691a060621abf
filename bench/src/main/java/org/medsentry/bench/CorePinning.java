package org.medsentry.bench;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which processor cores a process may use. "One core" is only true if the kernel enforces it for every thread, garbage
 * collection and compilation included; where there is no taskset the JVM is merely told that it has one.
 *
 * @param cores as taskset takes them, for instance {@code 0} or {@code 1-3}; null for no limit
 * @param enforced whether the kernel keeps the process there
 */
public record CorePinning(String cores, boolean enforced) implements Serializable {

    private static final String NONE = "none";
    private static final String TASKSET = "taskset";
    private static final int MOST_ATTEMPTS = 20;

    public static CorePinning none() {
        return new CorePinning(null, false);
    }

    /** As the options of benchmarks have it, and as it is handed to measured processes. */
    public static CorePinning of(String option) {
        return option.equals(NONE) ? none() : to(option);
    }

    /** The option that gives this one. */
    public String option() {
        return cores == null ? NONE : cores;
    }

    public static CorePinning to(String cores) {
        return new CorePinning(cores, isInstalled());
    }

    /** Every core but this one, so that what feeds the measured process does not eat from its plate; none if there is no other. */
    public static CorePinning apartFrom(String core, int available) {
        String others = IntStream.range(0, available)
                .mapToObj(Integer::toString)
                .filter(other -> !other.equals(core))
                .collect(Collectors.joining(","));
        return others.isEmpty() || !isInstalled() ? none() : to(others);
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, TASKSET).canExecute());
    }

    /** For a process that may use all cores until {@link #keep}: it is told what it will have, for the JVM counts cores once. */
    public CorePinning later() {
        return new CorePinning(cores, false);
    }

    /**
     * From now on this process, with all its threads, has these cores alone; nothing happens where the kernel does not enforce it.
     *
     * @throws IllegalStateException if taskset refuses
     */
    public void keep(long processId) {
        if (cores == null || !enforced) {
            return;
        }
        // A thread that ends while taskset goes through them all is a failure to it.
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (taskset("-a", "-p", "-c", cores, Long.toString(processId)) == 0) {
                return;
            }
        }
        throw new IllegalStateException("taskset does not put the process on core " + cores);
    }

    private static int taskset(String... arguments) {
        List<String> command = new ArrayList<>(List.of(TASKSET));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException impossible) {
            throw new IllegalStateException("cannot run taskset", impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    List<String> commandPrefix() {
        return cores != null && enforced ? List.of(TASKSET, "-c", cores) : List.of();
    }

    List<String> jvmFlags() {
        return cores != null && !enforced ? List.of("-XX:ActiveProcessorCount=1") : List.of();
    }

    /** For the report. */
    public String description() {
        if (cores == null) {
            return "no limit on cores";
        }
        return enforced ? "one core, kept by taskset -c " + cores : "told it has one core (ActiveProcessorCount=1)";
    }
}
