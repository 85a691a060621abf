package org.medsentry.detectors.series;

import java.util.Arrays;

/**
 * All that a detector remembers of one series, of a size that the detector knows beforehand: the newest counts in single precision
 * (exact up to 2^24; NaN where nothing was observed) and a few sums of the detector's own. Mutable, owned by whoever keeps it.
 */
public final class SeriesState {

    private final float[] counts;
    private final double[] sums;
    private long learned;

    public SeriesState(int counts, int sums) {
        this(new float[counts], new double[sums], 0);
    }

    /** As it was kept: the arrays are taken and not copied. */
    public SeriesState(float[] counts, double[] sums, long learned) {
        this.counts = counts;
        this.sums = sums;
        this.learned = learned;
    }

    /** How many panes it has taken in, observed or not. */
    public long learned() {
        return learned;
    }

    /** How many of the newest counts it still has. */
    public int known() {
        return (int) Math.min(learned, counts.length);
    }

    /** @param ago 1 for the newest pane learned, up to {@link #known} */
    public float count(int ago) {
        if (ago < 1 || ago > known()) {
            throw new IndexOutOfBoundsException(ago + " panes ago, of " + known());
        }
        return counts[(int) ((learned - ago) % counts.length)];
    }

    public double sum(int index) {
        return sums[index];
    }

    public void setSum(int index, double value) {
        sums[index] = value;
    }

    public void learn(Pane pane) {
        if (counts.length > 0) {
            counts[(int) (learned % counts.length)] = pane.observed() ? (float) pane.count() : Float.NaN;
        }
        learned++;
    }

    public SeriesState copy() {
        return new SeriesState(counts.clone(), sums.clone(), learned);
    }

    /** The ring of counts as it is kept, not a copy. */
    public float[] counts() {
        return counts;
    }

    /** The sums as they are kept, not a copy. */
    public double[] sums() {
        return sums;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesState state
                && learned == state.learned
                && Arrays.equals(counts, state.counts)
                && Arrays.equals(sums, state.sums);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(learned) * 31 + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "SeriesState of " + learned + " panes";
    }
}
