package org.medsentry.bench.rules;

import java.util.concurrent.CompletableFuture;
import org.medsentry.bench.RunClock;
import org.medsentry.schemas.event.PurchaseRegistration;

/**
 * The purchases of a load as a Flink source. It stops by time, because the contenders are a thousandfold apart: what takes the
 * one a second would take the other an hour.
 */
final class GeneratedPurchases extends FedSource<PurchaseRegistration> {

    private static final long serialVersionUID = 1;

    private static volatile CompletableFuture<Void> exhausted = new CompletableFuture<>();
    private static volatile CompletableFuture<Void> ended = new CompletableFuture<>();

    private final PurchaseLoad load;
    private final PurchaseBudget budget;
    private final boolean staysOpen;

    /** @param staysOpen whether to stay idle after the last purchase rather than end, so that state can be looked at */
    GeneratedPurchases(PurchaseLoad load, PurchaseBudget budget, boolean staysOpen) {
        this.load = load;
        this.budget = budget;
        this.staysOpen = staysOpen;
    }

    /** Before each run. */
    static void reset() {
        exhausted = new CompletableFuture<>();
        ended = new CompletableFuture<>();
    }

    /** Waits until the run has given its last purchase. */
    static void awaitExhausted() {
        exhausted.join();
    }

    /** Completes with the purchases of the run: other sources must not end before, for then no checkpoint is taken. */
    static CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    Feed<PurchaseRegistration> feed() {
        PurchaseIterator purchases = new PurchaseIterator(load, budget);
        return new Feed<>() {
            private CompletableFuture<Void> ready = RunClock.whenLoaded();

            @Override
            public CompletableFuture<Void> ready() {
                return ready;
            }

            @Override
            public PurchaseRegistration next() {
                if (purchases.hasNext()) {
                    PurchaseRegistration purchase = purchases.next();
                    if (purchases.isWarmedUp()) {
                        // in another thread: this one may be that of the operators that have to come to rest
                        ready = CompletableFuture.runAsync(purchases::settle);
                    }
                    return purchase;
                }
                exhausted.complete(null);
                if (!staysOpen) {
                    ended.complete(null);
                }
                return null;
            }

            @Override
            public CompletableFuture<Void> end() {
                return ended;
            }
        };
    }

    @Override
    long timeOf(PurchaseRegistration purchase) {
        return purchase.occurredAt().toEpochMilli();
    }
}
