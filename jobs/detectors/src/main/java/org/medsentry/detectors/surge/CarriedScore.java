package org.medsentry.detectors.surge;

/**
 * For panes about as long as an outbreak has phases (weeks): the pane's own normal score, and a share of that of the pane before if it was
 * above 0, but no more than some: an outbreak that was plain to see a week ago is no news. It comes near to the likelihood ratio of an
 * outbreak that began at most one pane ago, and forgets at once, so that the panes after an outbreak raise no alarm.
 */
final class CarriedScore implements Accumulation {

    private static final int INTERVALS = 40;

    private final double share;
    private final double most;

    /**
     * @param share how much of the score of the pane before counts, 0 to 1
     * @param most how high the score of the pane before counts at most
     */
    CarriedScore(double share, double most) {
        if (!(share >= 0 && share <= 1 && most > 0)) {
            throw new IllegalArgumentException("a share of " + share + " of at most " + most + " cannot be carried");
        }
        this.share = share;
        this.most = most;
    }

    @Override
    public Memory after(Memory before, double score, double deviation) {
        return new Memory(Math.min(most, Math.max(0, score)), 0);
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
     * P(Z + share c(Z') >= x) of two independent standard normal variables, c cutting at 0 and at the most that counts: what lies below 0,
     * what lies above the most, and between them an integral by Simpson's rule.
     */
    @Override
    public double pValue(double combined) {
        double step = most / INTERVALS;
        double sum = 0;
        for (int node = 0; node <= INTERVALS; node++) {
            double carried = node * step;
            double weight = node == 0 || node == INTERVALS ? 1 : node % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-carried * carried / 2) * NormalScore.upperTail(combined - share * carried);
        }
        double between = sum * step / 3 / Math.sqrt(2 * Math.PI);
        double beyond = NormalScore.upperTail(most) * NormalScore.upperTail(combined - share * most);
        return Math.min(1, NormalScore.upperTail(combined) / 2 + between + beyond);
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
