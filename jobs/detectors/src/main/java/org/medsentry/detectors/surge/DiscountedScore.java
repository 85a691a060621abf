package org.medsentry.detectors.surge;

/**
 * For panes much shorter than an outbreak (days): the sum of normal scores, each weighted by the standard deviation of its count, which is
 * about what a pane can tell, and discounted by age: a Sunday on which next to nothing is sold neither adds nor takes away
 * much. Weighted sums of independent normal scores (Stouffer; Liptak 1958) are normal again, so the combined score
 * needs no table. It is an exponentially weighted moving average with weights of information.
 */
final class DiscountedScore implements Accumulation {

    private final double discount;

    /** @param discount what is left of the evidence of one pane at the next, 0 to 1 */
    DiscountedScore(double discount) {
        if (!(discount >= 0 && discount < 1)) {
            throw new IllegalArgumentException("discount is " + discount + ", it has to lie between 0 and 1");
        }
        this.discount = discount;
    }

    @Override
    public Memory after(Memory before, double score, double deviation) {
        return new Memory(
                discount * before.first() + deviation * score,
                discount * discount * before.second() + deviation * deviation);
    }

    @Override
    public Memory afterGap(Memory before) {
        return new Memory(discount * before.first(), discount * discount * before.second());
    }

    @Override
    public double combined(Memory before, double score, double deviation) {
        Memory now = after(before, score, deviation);
        return now.second() > 0 ? now.first() / Math.sqrt(now.second()) : 0;
    }

    @Override
    public double pValue(double combined) {
        return NormalScore.upperTail(combined);
    }

    @Override
    public double combinedAt(double pValue) {
        return NormalScore.quantile(pValue);
    }

    @Override
    public double scoreNeeded(Memory before, double deviation, double combined) {
        double variance = discount * discount * before.second() + deviation * deviation;
        return (combined * Math.sqrt(variance) - discount * before.first()) / deviation;
    }
}
