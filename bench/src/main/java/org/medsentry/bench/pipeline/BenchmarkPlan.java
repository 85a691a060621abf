package org.medsentry.bench.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.medsentry.bench.CompilerTime;
import org.medsentry.bench.CorePinning;

/**
 * What is to be measured, and how.
 *
 * @param warmUpRounds rounds that are run and forgotten
 * @param heap of the measured process, as -Xmx takes it
 * @param warmUpShare part of the records with which each process warms up, on all cores
 * @param directory for everything that a run leaves behind
 */
record BenchmarkPlan(
        int records,
        int rounds,
        int warmUpRounds,
        List<Variant> variants,
        int partitions,
        String heap,
        Duration checkpointInterval,
        double warmUpShare,
        CorePinning pinning,
        boolean profile,
        Path directory) {

    /** Fixed heap and the collector that a JVM on one core chooses by itself, so that nothing depends on the machine. */
    List<String> jvmFlags() {
        return List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC", CompilerTime.FLAG);
    }
}
