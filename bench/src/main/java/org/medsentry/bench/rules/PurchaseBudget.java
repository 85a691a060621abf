package org.medsentry.bench.rules;

import java.io.Serializable;
import java.time.Duration;
import org.medsentry.bench.CorePinning;

/**
 * When a run has seen enough: whichever comes first.
 *
 * @param purchases at most so many
 * @param warmUp processor time of the whole process that it works first, unmeasured and on all cores; null if all is measured
 * @param processorTime at most so much of it behind the warm-up: on a machine that does other things as well a second of the wall clock may
 *     hold next to nothing
 * @param pinning where the process is measured
 */
record PurchaseBudget(long purchases, Duration warmUp, Duration processorTime, CorePinning pinning)
        implements Serializable {

    private static final Duration ENDLESS = Duration.ofDays(1);

    static PurchaseBudget ofTime(Duration warmUp, Duration processorTime, CorePinning pinning) {
        return new PurchaseBudget(Long.MAX_VALUE, warmUp, processorTime, pinning);
    }

    static PurchaseBudget ofPurchases(long purchases) {
        return new PurchaseBudget(purchases, null, ENDLESS, CorePinning.none());
    }
}
