package org.medsentry.bench.pipeline;

import java.util.Locale;

/** What is held side by side, from least to most. Each adds to the one before what its title says. */
public enum Variant {
    DECODE("decode, check, pseudonymise, watermarks, discard", false),
    SHUFFLE("the same, every record shuffled once by buyer, discard", false),
    JOB("the full PurchaseJob, signals to Kafka", true),
    JOB_DISCARDING("the full PurchaseJob, signals discarded", false);

    private final String title;
    private final boolean writing;

    Variant(String title, boolean writing) {
        this.title = title;
        this.writing = writing;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /** Whether it judges records, and so must find the expected signals. */
    public boolean judges() {
        return this == JOB || this == JOB_DISCARDING;
    }

    /** Whether its results go to Kafka. */
    public boolean writes() {
        return writing;
    }
}
