package org.medsentry.rules.count;

/** What adds to the figures of a window: a record, or many that were folded together. */
interface Contribution {

    void addTo(Tally tally);

    /** Whether it counts in this group. */
    boolean isIn(String group);

    /** Six digits, or 0 where the key is not rolled up. */
    int county();

    long records();
}
