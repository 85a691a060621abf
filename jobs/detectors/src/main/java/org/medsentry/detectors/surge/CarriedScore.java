package org.medsentry.detectors.surge;

/**
 * For panes about as long as an outbreak has phases (weeks): the pane's own normal score, and a share of that of the pane before if it was
 * above 0. It comes near to the likelihood ratio of an outbreak that began at most one pane ago, and forgets at once, so that the
 * panes after an outbreak raise no alarm.
 */
final class CarriedScore implements Accumulation {

    private static final int INTERVALS = 160;
    private static final double DEEPEST = 60;

    private final double share;

    /** @param share how much of the score of the pane before counts, 0 to 1 */
    CarriedScore(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + ", it has to lie between 0 and 1");
        }
        this.share = share;
    }

    @Override
    public Memory after(Memory before, double score, double deviation) {
        return new Memory(Math.max(0, score), 0);
    }

    @Override
    public Memory afterGap(Memory before) {
        return Memory.NONE;
    }

    @Override
    public double combined(Memory before, double score, double deviation) {
        return score + share * before.first();
    }

    /**
     * P(Z + share max(0, Z') >= x) of two independent standard normal variables: half of it where Z' is below 0, else the integral over
     * Z' by Simpson's rule, where its integrand is not negligible.
     */
    @Override
    public double pValue(double combined) {
        double peak = Math.max(0, share * combined / (1 + share * share));
        double from = Math.max(0, peak - 9);
        double step = (peak + 9 - from) / INTERVALS;
        double sum = 0;
        for (int node = 0; node <= INTERVALS; node++) {
            double carried = from + node * step;
            double weight = node == 0 || node == INTERVALS ? 1 : node % 2 == 1 ? 4 : 2;
            sum += weight
                    * Math.exp(-carried * carried / 2)
                    * NormalScore.upperTail(Math.min(DEEPEST, combined - share * carried));
        }
        double both = sum * step / 3 / Math.sqrt(2 * Math.PI);
        return Math.min(1, NormalScore.upperTail(combined) / 2 + both);
    }

    @Override
    public double combinedAt(double pValue) {
        double low = -8;
        double high = 2 * NormalScore.LIMIT;
        for (int halving = 0; halving < 60; halving++) {
            double middle = (low + high) / 2;
            if (pValue(middle) > pValue) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    @Override
    public double scoreNeeded(Memory before, double deviation, double combined) {
        return combined - share * before.first();
    }
}
