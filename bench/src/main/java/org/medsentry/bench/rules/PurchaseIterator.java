package org.medsentry.bench.rules;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.medsentry.bench.RunClock;
import org.medsentry.schemas.event.PurchaseRegistration;

/** The purchases of a load until the budget is spent; starts the clock at the first. */
final class PurchaseIterator implements Iterator<PurchaseRegistration> {

    /** Asking for the time at each purchase would be a cost of its own; the slowest contenders take milliseconds for so many. */
    private static final int PURCHASES_PER_GLANCE = 16;

    private final PurchaseLoad load;
    private final PurchaseBudget budget;
    private long number;
    private long started;

    PurchaseIterator(PurchaseLoad load, PurchaseBudget budget) {
        this.load = load;
        this.budget = budget;
    }

    @Override
    public boolean hasNext() {
        if (number == 0) {
            RunClock.awaitLoaded();
            started = System.nanoTime();
        }
        if (number >= budget.purchases()) {
            return false;
        }
        return number == 0
                || number % PURCHASES_PER_GLANCE != 0
                || System.nanoTime() - started < budget.time().toNanos();
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
