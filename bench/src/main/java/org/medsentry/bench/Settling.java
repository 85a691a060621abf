package org.medsentry.bench;

import java.time.Duration;

/**
 * What lies between warming a process up and measuring it, in one and the same job: another job, however alike, has the JIT throw away
 * and compile anew much of what it had, and on one core that takes longer than a run.
 */
public final class Settling {

    private static final Duration GLANCE = Duration.ofMillis(500);

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
        awaitRest();
        System.gc();
        pinning.keep(ProcessHandle.current().pid());
        RunClock.restart();
    }

    private static void awaitRest() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (busyShare() > REST) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the process still works " + PATIENCE + " after its warm-up");
            }
        }
    }

    private static double busyShare() {
        long processorNanos = RunClock.processorNanos();
        long nanos = System.nanoTime();
        try {
            Thread.sleep(GLANCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return (double) (RunClock.processorNanos() - processorNanos) / (System.nanoTime() - nanos);
    }
}
