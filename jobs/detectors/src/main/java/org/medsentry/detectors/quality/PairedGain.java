package org.medsentry.detectors.quality;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * By how much one detector finds more outbreaks than another at the same false-positive rate, with a percentile bootstrap interval over
 * series: whole series are drawn with replacement, for both detectors the same ones, and both thresholds are set anew on each draw.
 *
 * @param gain difference of the probabilities of detection on all series
 * @param low lower end of the 95 % interval
 * @param high its upper end
 */
public record PairedGain(double gain, double low, double high) {

    private static final long SEED = 20260117;

    public static PairedGain of(
            List<WatchedSeries> series, double[][] ours, double[][] theirs, double falsePositiveRate, int draws) {
        double gain = difference(series, ours, theirs, falsePositiveRate);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] gains = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            int[] chosen = random.ints(series.size(), 0, series.size()).toArray();
            gains[draw] = difference(
                    Arrays.stream(chosen).mapToObj(series::get).toList(),
                    Arrays.stream(chosen).mapToObj(index -> ours[index]).toArray(double[][]::new),
                    Arrays.stream(chosen).mapToObj(index -> theirs[index]).toArray(double[][]::new),
                    falsePositiveRate);
        }
        Arrays.sort(gains);
        return new PairedGain(gain, gains[(int) (draws * 0.025)], gains[(int) (draws * 0.975)]);
    }

    private static double difference(
            List<WatchedSeries> series, double[][] ours, double[][] theirs, double falsePositiveRate) {
        return DetectionQuality.pooled(series, ours, falsePositiveRate).probabilityOfDetection()
                - DetectionQuality.pooled(series, theirs, falsePositiveRate).probabilityOfDetection();
    }
}
