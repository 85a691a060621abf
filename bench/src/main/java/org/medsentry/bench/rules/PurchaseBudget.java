package org.medsentry.bench.rules;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a run has seen enough: whichever comes first.
 *
 * @param purchases at most so many
 * @param processorTime at most so much of it from the first, of the whole process: on a machine that does other things as well a
 *     second of the wall clock may hold next to nothing
 */
record PurchaseBudget(long purchases, Duration processorTime) implements Serializable {

    private static final Duration ENDLESS = Duration.ofDays(1);

    static PurchaseBudget ofTime(Duration processorTime) {
        return new PurchaseBudget(Long.MAX_VALUE, processorTime);
    }

    static PurchaseBudget ofPurchases(long purchases) {
        return new PurchaseBudget(purchases, ENDLESS);
    }
}
