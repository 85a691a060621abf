package org.medsentry.bench;

import java.time.Duration;

/**
 * What lies between warming a process up and measuring it, in one and the same job: another job, however alike, has the JIT throw away
 * and compile anew much of what it had, and on one core that takes longer than a run.
 */
public final class Settling {

    private static final Duration GLANCE = Duration.ofMillis(500);

    /** The wall clock of a run is right but for this. */
    private static final Duration LAST_GLANCE = Duration.ofMillis(200);

    /** Of one core. Heartbeats take less, everything else that is worth waiting for takes more. */
    private static final double REST = 0.05;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Settling() {}

    /**
     * Waits until everything is worked off that has been begun (records between tasks, checkpoints, the queue of the JIT), empties the heap,
     * gives the process its cores and lets the clock begin anew.
     *
     * @throws IllegalStateException if the process does not come to rest
     */
    public static void settle(CorePinning pinning) {
        awaitRest(GLANCE);
        System.gc();
        pinning.keep(ProcessHandle.current().pid());
        RunClock.restart();
    }

    /**
     * Waits until everything is worked off and stops the clock at that time. At the end of input the timers of all that is still kept come at
     * once; a stream without an end has each in its time, and a part of a run is measured with those of the records before it.
     *
     * @throws IllegalStateException if the process does not come to rest
     */
    public static void stopClock() {
        RunClock.stop(awaitRest(LAST_GLANCE));
    }

    /** @return when it began to rest */
    private static RunClock.Instant awaitRest(Duration glance) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            RunClock.Instant before = RunClock.Instant.now();
            if (busyShare(glance) <= REST) {
                return before;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the process still works after " + PATIENCE);
            }
        }
    }

    private static double busyShare(Duration glance) {
        long processorNanos = RunClock.processorNanos();
        long nanos = System.nanoTime();
        try {
            Thread.sleep(glance.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return (double) (RunClock.processorNanos() - processorNanos) / (System.nanoTime() - nanos);
    }
}
