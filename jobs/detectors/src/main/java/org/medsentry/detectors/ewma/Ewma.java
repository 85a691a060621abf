package org.medsentry.detectors.ewma;

import org.apache.commons.statistics.distribution.TDistribution;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.detectors.window.MovingBaseline;

/**
 * Exponentially weighted moving averages as in ESSENCE, the system of the CDC's National Syndromic Surveillance Program: one that smooths
 * much, for outbreaks that grow, and one that smooths little, for sudden ones, each against mean and standard deviation of a baseline
 * that ends some days before (28 days, 2 days left out, smoothing 0.4 and 0.9; definition as published by CDC with its R package Rnssp,
 * alert_ewma, after Burkom, Elbert, Magruder et al.). The rarer of the two decides. An average that alarms is held at its alarm
 * threshold, so that it does not ring for long. A pane that was not observed leaves the averages as they are.
 */
public final class Ewma implements SeriesDetector {

    private static final int GRADUAL = 0;
    private static final int SUDDEN = 1;
    private static final int BEGUN = 2;
    /** Probability of the warning threshold, by which the smallest deviations are laid down. */
    private static final double WARNING = 0.05;

    private final int baselineLength;
    private final int guard;
    private final int minimumObserved;
    private final double alpha;
    private final double alarmAt;
    private final double warningAt;
    private final double[] smoothing;
    private final TDistribution student;

    /** As ESSENCE: alarm below a probability of 0.01. */
    public static Ewma essence() {
        return new Ewma(28, 2, 0.4, 0.9, 0.01);
    }

    /**
     * @param baselineLength panes of the baseline; five in seven of them have to be observed
     * @param guard panes left out between baseline and pane
     * @param gradual weight of the newest count in the average for slow outbreaks
     * @param sudden weight of the newest count in the average for sudden outbreaks
     * @param alpha probability below which it alarms
     */
    public Ewma(int baselineLength, int guard, double gradual, double sudden, double alpha) {
        if (baselineLength < 3 || guard < 0) {
            throw new IllegalArgumentException("baselineLength is " + baselineLength + " and guard is " + guard
                    + ", they have to be at least 3 and 0");
        }
        if (!(gradual > 0 && gradual <= 1 && sudden > 0 && sudden <= 1 && alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("smoothing is " + gradual + " and " + sudden + ", alpha " + alpha
                    + ": they have to be in (0, 1], (0, 1] and (0, 0.5)");
        }
        this.baselineLength = baselineLength;
        this.guard = guard;
        this.minimumObserved = Math.max(3, (baselineLength * 5 + 6) / 7);
        this.alpha = alpha;
        this.smoothing = new double[] {gradual, sudden};
        this.student = TDistribution.of(baselineLength - 1);
        this.alarmAt = student.inverseSurvivalProbability(alpha);
        this.warningAt = student.inverseSurvivalProbability(WARNING);
    }

    @Override
    public SeriesState begin() {
        return new SeriesState(guard + baselineLength, 3);
    }

    @Override
    public Assessment assess(SeriesState before, Pane pane) {
        if (!pane.observed() || before.known() < guard + baselineLength) {
            return Assessment.NOT_JUDGED;
        }
        MovingBaseline baseline = MovingBaseline.of(before, 1 + guard, baselineLength);
        if (baseline.observed() < minimumObserved) {
            return Assessment.NOT_JUDGED;
        }
        double gradual = score(before, pane, baseline, GRADUAL);
        double sudden = score(before, pane, baseline, SUDDEN);
        double score = Math.max(gradual, sudden);
        double probability = student.survivalProbability(score);
        double bound = Math.min(bound(before, baseline, GRADUAL), bound(before, baseline, SUDDEN));
        return Assessment.of(baseline.mean(), bound, score, probability, probability < alpha);
    }

    private double score(SeriesState before, Pane pane, MovingBaseline baseline, int which) {
        return (average(before, pane.count(), which) - baseline.mean()) / deviation(baseline, which);
    }

    private double average(SeriesState before, double count, int which) {
        return before.sum(BEGUN) == 0 ? count : smoothing[which] * count + (1 - smoothing[which]) * before.sum(which);
    }

    /** The count that takes the average to its alarm threshold. */
    private double bound(SeriesState before, MovingBaseline baseline, int which) {
        double weight = smoothing[which];
        double threshold = baseline.mean() + alarmAt * deviation(baseline, which);
        return Math.max(0, (threshold - (1 - weight) * before.sum(which)) / weight);
    }

    /** Of the average about the mean of the baseline, whose days are correlated with it; never below that of a few cases. */
    private double deviation(MovingBaseline baseline, int which) {
        double weight = smoothing[which];
        double rest = 1 - weight;
        double correction = Math.sqrt(weight / (2 - weight)
                + 1.0 / baselineLength
                - 2 * Math.pow(rest, guard + 1.0) * (1 - Math.pow(rest, baselineLength)) / baselineLength);
        double constant =
                (0.1289 - (0.2414 - 0.1826 * Math.pow(rest, 4)) * Math.log(10 * WARNING)) * weight / warningAt;
        double smallest = weight / warningAt * (1 + 0.5 * rest * rest);
        return Math.max(baseline.deviation() * correction + constant, smallest);
    }

    @Override
    public void learn(SeriesState state, Pane pane) {
        if (pane.observed()) {
            boolean judged = state.known() >= guard + baselineLength;
            MovingBaseline baseline = judged ? MovingBaseline.of(state, 1 + guard, baselineLength) : null;
            boolean held = judged && baseline.observed() >= minimumObserved;
            for (int which = GRADUAL; which <= SUDDEN; which++) {
                double average = average(state, pane.count(), which);
                if (held) {
                    double reach = alarmAt * deviation(baseline, which);
                    average = Math.max(baseline.mean() - reach, Math.min(baseline.mean() + reach, average));
                }
                state.setSum(which, average);
            }
            state.setSum(BEGUN, 1);
        }
        state.learn(pane);
    }
}
