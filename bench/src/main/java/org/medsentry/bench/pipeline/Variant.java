package org.medsentry.bench.pipeline;

import java.util.Locale;
import java.util.Set;
import org.medsentry.bench.StateKind;

/** What is held side by side, from least to most. Each adds to the one before what its title says. */
public enum Variant {
    DECODE("decode, check, pseudonymise, watermarks, discard", false, null),
    SHUFFLE("the same, every record shuffled once by buyer, discard", false, null),
    JOB("the full PurchaseJob, signals to Kafka", true, StateKind.HEAP),
    JOB_ROCKSDB("the full PurchaseJob with its state in RocksDB, signals to Kafka", true, StateKind.ROCKSDB),
    JOB_DISCARDING("the full PurchaseJob, signals discarded", false, StateKind.HEAP);

    private final String title;
    private final boolean writing;
    private final StateKind state;

    Variant(String title, boolean writing, StateKind state) {
        this.title = title;
        this.writing = writing;
        this.state = state;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /** Whether it judges records, and so must find the expected signals. */
    public boolean judges() {
        return state != null;
    }

    /** Where the run keeps keyed state; what has none runs as the jobs do by default. */
    public StateKind state() {
        return state == null ? StateKind.HEAP : state;
    }

    /** Whether it is measured where state is to lie only there. */
    boolean measuredOn(Set<StateKind> states) {
        return state == null || states.contains(state);
    }

    /** Whether its results go to Kafka. */
    public boolean writes() {
        return writing;
    }
}
