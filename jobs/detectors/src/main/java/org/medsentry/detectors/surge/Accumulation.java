package org.medsentry.detectors.surge;

/**
 * How the evidence of several panes becomes one score. An outbreak lasts, so what the panes before said counts too; how long depends on
 * how long outbreaks last in panes. Two numbers are remembered per series.
 */
interface Accumulation {

    /** What is remembered once a pane with this normal score and this standard deviation of its count is taken in. */
    Memory after(Memory before, double score, double deviation);

    /** What is remembered once a pane has passed that was not observed. */
    Memory afterGap(Memory before);

    /** The score of the evidence up to and with a pane. */
    double combined(Memory before, double score, double deviation);

    /** Probability of at least this combined score without an outbreak. */
    double pValue(double combined);

    /** The combined score that has this p-value. */
    double combinedAt(double pValue);

    /** The normal score with which a pane reaches this combined score. */
    double scoreNeeded(Memory before, double deviation, double combined);

    record Memory(double first, double second) {
        static final Memory NONE = new Memory(0, 0);
    }
}
