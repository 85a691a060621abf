package org.medsentry.local.backtest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.medsentry.schemas.document.DeadLetterReason;

/** How far the reading of one stream has come, and what became of its records. One thread counts, another looks. */
final class StreamTally {

    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong good = new AtomicLong();
    private final AtomicLong dead = new AtomicLong();
    private final Map<DeadLetterReason, AtomicLong> deadByReason = new EnumMap<>(DeadLetterReason.class);

    StreamTally() {
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            deadByReason.put(reason, new AtomicLong());
        }
    }

    void addBytes(long count) {
        bytesRead.addAndGet(count);
    }

    void addGood() {
        good.incrementAndGet();
    }

    void addDead(DeadLetterReason reason) {
        dead.incrementAndGet();
        deadByReason.get(reason).incrementAndGet();
    }

    long bytesRead() {
        return bytesRead.get();
    }

    long good() {
        return good.get();
    }

    long dead() {
        return dead.get();
    }

    long records() {
        return good.get() + dead.get();
    }

    /** Without the reasons that did not occur. */
    Map<DeadLetterReason, Long> deadByReason() {
        Map<DeadLetterReason, Long> counts = new EnumMap<>(DeadLetterReason.class);
        deadByReason.forEach((reason, count) -> {
            if (count.get() > 0) {
                counts.put(reason, count.get());
            }
        });
        return counts;
    }
}
