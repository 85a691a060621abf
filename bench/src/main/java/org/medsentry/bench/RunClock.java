package org.medsentry.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Times one run from its first record to its end of input, so that the starts of the JVM, the cluster and the job do not
 * count. Static, because operators and the caller share nothing but the process; plain, because one task reads and one task
 * writes, and the caller looks only after the job has ended.
 */
public final class RunClock {

    private static final int PATIENCE_SECONDS = 300;

    private static volatile CountDownLatch awaited = new CountDownLatch(0);
    private static volatile CompletableFuture<Void> allLoaded = CompletableFuture.completedFuture(null);
    private static long recordsBefore;
    private static long recordsIn;
    private static long recordsOut;
    private static Instant started;
    private static Instant finished;
    private static boolean stopped;

    /**
     * What a run took, from its first record behind the warm-up to its end of input.
     *
     * @param recordsBefore those of the warm-up
     * @param recordsIn those that were measured
     * @param recordsOut of the whole run
     * @param processorSeconds of the whole process in that time
     * @param collectionSeconds of garbage collection in that time
     * @param compilerSeconds processor time of the JIT in that time
     */
    public record Reading(
            long recordsBefore,
            long recordsIn,
            long recordsOut,
            double seconds,
            double processorSeconds,
            double collectionSeconds,
            double compilerSeconds) {

        public long allRecordsIn() {
            return recordsBefore + recordsIn;
        }
    }

    /** Asked for often, and looking it up costs more than asking it. */
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Processor and collection time of the whole process, all threads. */
    record Instant(long nanos, long processorNanos, long collectionMillis, long compilerNanos) {
        static Instant now() {
            long collection = ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
            return new Instant(System.nanoTime(), RunClock.processorNanos(), collection, CompilerTime.nanos());
        }
    }

    private RunClock() {}

    /** @param loaders how many operators read control topics before they judge; the source waits for them */
    public static synchronized void reset(int loaders) {
        awaited = new CountDownLatch(loaders);
        allLoaded = loaders == 0 ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        recordsBefore = 0;
        recordsIn = 0;
        recordsOut = 0;
        started = null;
        finished = null;
        stopped = false;
    }

    /** The clock starts at the next record: those until now were for warming up. */
    static void restart() {
        recordsBefore += recordsIn;
        recordsIn = 0;
        started = null;
    }

    /** Processor time that this process has used, all threads. */
    public static long processorNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    public static void loaded() {
        awaited.countDown();
        if (awaited.getCount() == 0) {
            allLoaded.complete(null);
        }
    }

    /** For sources that share their thread with others, and so must not wait in it: see {@link #awaitLoaded}. */
    public static CompletableFuture<Void> whenLoaded() {
        return allLoaded;
    }

    /** Reading the catalogue and compiling the rules is part of the start, which does not count. */
    public static void awaitLoaded() {
        try {
            if (!awaited.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no operator has read the control topics");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    public static void countIn() {
        if (recordsIn++ == 0) {
            started = Instant.now();
        }
    }

    public static void countOut() {
        recordsOut++;
    }

    /** The end of input; it stops the clock unless that has been done before. */
    public static synchronized void finish() {
        if (!stopped) {
            finished = Instant.now();
        }
    }

    /** What comes after this is not measured. */
    static synchronized void stop(Instant end) {
        finished = end;
        stopped = true;
    }

    /** @throws IllegalStateException if the run did not come to its end of input */
    public static synchronized Reading reading() {
        if (started == null || finished == null) {
            throw new IllegalStateException("the run saw no " + (started == null ? "record" : "end of input"));
        }
        return new Reading(
                recordsBefore,
                recordsIn,
                recordsOut,
                (finished.nanos() - started.nanos()) / 1e9,
                (finished.processorNanos() - started.processorNanos()) / 1e9,
                (finished.collectionMillis() - started.collectionMillis()) / 1e3,
                (finished.compilerNanos() - started.compilerNanos()) / 1e9);
    }
}
