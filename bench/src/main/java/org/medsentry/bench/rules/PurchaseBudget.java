package org.medsentry.bench.rules;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a run has seen enough: whichever comes first.
 *
 * @param purchases at most so many
 * @param time at most so long, from the first
 */
record PurchaseBudget(long purchases, Duration time) implements Serializable {

    private static final Duration ENDLESS = Duration.ofDays(1);

    static PurchaseBudget ofTime(Duration time) {
        return new PurchaseBudget(Long.MAX_VALUE, time);
    }

    static PurchaseBudget ofPurchases(long purchases) {
        return new PurchaseBudget(purchases, ENDLESS);
    }
}
