package org.medsentry.bench.rules;

import java.util.Locale;
import org.medsentry.bench.RunClock;
import org.medsentry.bench.StateKind;

/**
 * What one run of a contender took.
 *
 * @param state a library, which has none of Flink's, counts as heap
 * @param purchases those that were measured
 * @param matches of the whole run, its warm-up included
 * @param seconds wall clock from the first purchase to the end of input
 * @param processorSeconds of the whole process in that time, but for the JIT
 * @param collectionSeconds of garbage collection in that time
 */
record RulesResult(
        String contender,
        Workload workload,
        StateKind state,
        long purchases,
        long matches,
        double seconds,
        double processorSeconds,
        double collectionSeconds) {

    static RulesResult of(
            String contender, Workload workload, StateKind state, long matches, RunClock.Reading reading) {
        return new RulesResult(
                contender,
                workload,
                state,
                reading.recordsIn(),
                matches,
                reading.seconds(),
                reading.processorSeconds() - reading.compilerSeconds(),
                reading.collectionSeconds());
    }

    double purchasesPerSecond() {
        return purchases / seconds;
    }

    double processorMicrosPerPurchase() {
        return processorSeconds * 1e6 / purchases;
    }

    RulesSubject subject() {
        return new RulesSubject(workload, state, contender);
    }

    /** One line, read back by {@link #parse}. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s %s %s %d %d %.6f %.6f %.3f",
                contender,
                workload,
                state,
                purchases,
                matches,
                seconds,
                processorSeconds,
                collectionSeconds);
    }

    static RulesResult parse(String line) {
        String[] fields = line.split(" ");
        return new RulesResult(
                fields[0],
                Workload.valueOf(fields[1]),
                StateKind.valueOf(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]),
                Double.parseDouble(fields[7]));
    }
}
