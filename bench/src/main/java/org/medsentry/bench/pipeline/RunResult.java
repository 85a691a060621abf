package org.medsentry.bench.pipeline;

import java.util.Locale;
import org.medsentry.bench.RunClock;

/**
 * What one run of a variant took.
 *
 * @param recordsBefore those of the warm-up
 * @param recordsIn those that were measured
 * @param recordsOut what came out of the whole run at its end: records, or signals where it judges
 * @param seconds wall clock from the first measured record to the end of input
 * @param processorSeconds of the whole process in that time
 * @param collectionSeconds of garbage collection in that time
 * @param compilerSeconds processor time of the JIT in that time
 */
record RunResult(
        Variant variant,
        long recordsBefore,
        long recordsIn,
        long recordsOut,
        double seconds,
        double processorSeconds,
        double collectionSeconds,
        double compilerSeconds) {

    static RunResult of(Variant variant, RunClock.Reading reading) {
        return new RunResult(
                variant,
                reading.recordsBefore(),
                reading.recordsIn(),
                reading.recordsOut(),
                reading.seconds(),
                reading.processorSeconds(),
                reading.collectionSeconds(),
                reading.compilerSeconds());
    }

    long allRecordsIn() {
        return recordsBefore + recordsIn;
    }

    double recordsPerSecond() {
        return recordsIn / seconds;
    }

    /** Records that a second of processor time carries; unlike the wall clock it does not see what else the machine does. */
    double recordsPerProcessorSecond() {
        return recordsIn / processorSeconds;
    }

    /** The same without the JIT's: what a job carries once it has run for a while. */
    double recordsPerProcessorSecondOnceCompiled() {
        return recordsIn / (processorSeconds - compilerSeconds);
    }

    /** One line, read back by {@link #parse}. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %.6f %.6f %.3f %.3f",
                variant,
                recordsBefore,
                recordsIn,
                recordsOut,
                seconds,
                processorSeconds,
                collectionSeconds,
                compilerSeconds);
    }

    static RunResult parse(String line) {
        String[] fields = line.split(" ");
        return new RunResult(
                Variant.valueOf(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]),
                Double.parseDouble(fields[7]));
    }
}
