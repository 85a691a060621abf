package org.medsentry.bench.rules;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.medsentry.bench.RunClock;
import org.medsentry.schemas.event.PurchaseRegistration;

/** The purchases of a load until the budget is spent; starts the clock at the first. */
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
    private boolean spent;

    PurchaseIterator(PurchaseLoad load, PurchaseBudget budget) {
        this.load = load;
        this.budget = budget;
    }

    @Override
    public boolean hasNext() {
        if (number == 0) {
            processorNanosAtStart = RunClock.processorNanos();
        } else if (number % PURCHASES_PER_GLANCE == 0) {
            glance();
        }
        return !spent && number < budget.purchases();
    }

    private void glance() {
        long now = System.nanoTime();
        if (now - lastReading > NANOS_PER_READING) {
            lastReading = now;
            spent = RunClock.processorNanos() - processorNanosAtStart
                    > budget.processorTime().toNanos();
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
}
