package org.medsentry.bench;

import java.io.File;
import java.io.IOException;
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
public record CorePinning(String cores, boolean enforced) {

    private static final String TASKSET = "taskset";

    public static CorePinning none() {
        return new CorePinning(null, false);
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
        try {
            Process taskset = new ProcessBuilder(TASKSET, "-a", "-p", "-c", cores, Long.toString(processId))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int code = taskset.waitFor();
            if (code != 0) {
                throw new IllegalStateException("taskset ended with " + code);
            }
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
