package org.medsentry.bench.rules;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.medsentry.bench.RunClock;
import org.medsentry.bench.Settling;
import org.medsentry.schemas.event.PurchaseRegistration;

/**
 * The purchases of a load until the budget is spent; starts the clock at the first. Whoever asks for them has to {@link #settle()} when
 * {@link #isWarmedUp()}.
 */
final class PurchaseIterator implements Iterator<PurchaseRegistration> {

    /** Asking for the time at each purchase would be a cost of its own; the slowest contenders take milliseconds for so many. */
    private static final int PURCHASES_PER_GLANCE = 16;

    /** Asking for processor time costs more. */
    private static final long NANOS_PER_READING = 1_000_000;

    private final PurchaseLoad load;
    private final PurchaseBudget budget;
    private long number;
    private long processorNanosAtStart;
    private long lastReading;
    private boolean warmingUp;
    private boolean spent;

    PurchaseIterator(PurchaseLoad load, PurchaseBudget budget) {
        this.load = load;
        this.budget = budget;
        this.warmingUp = budget.warmUp() != null;
    }

    @Override
    public boolean hasNext() {
        if (number == 0) {
            processorNanosAtStart = RunClock.processorNanos();
        } else if (number % PURCHASES_PER_GLANCE == 0) {
            glance();
        }
        return (!spent || warmingUp) && number < budget.purchases();
    }

    private void glance() {
        long now = System.nanoTime();
        if (now - lastReading > NANOS_PER_READING) {
            lastReading = now;
            spent = RunClock.processorNanos() - processorNanosAtStart
                    > (warmingUp ? budget.warmUp() : budget.processorTime()).toNanos();
        }
    }

    @Override
    public PurchaseRegistration next() {
        if (number >= budget.purchases()) {
            throw new NoSuchElementException();
        }
        RunClock.countIn();
        return load.purchase(number++);
    }

    /** Whether the warm-up is over, and what is measured has not begun. */
    boolean isWarmedUp() {
        return warmingUp && spent;
    }

    /** Ends the warm-up: waits until the process is at rest. */
    void settle() {
        Settling.settle(budget.pinning());
        processorNanosAtStart = RunClock.processorNanos();
        warmingUp = false;
        spent = false;
    }
}
