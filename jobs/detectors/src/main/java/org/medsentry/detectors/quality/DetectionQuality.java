package org.medsentry.detectors.quality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a detector does at one threshold for all series; definitions as in Noufaily et al. 2013 and 2019. With several groups whose
 * figures are averaged, one easy signal with many outbreak days weighs no more than a hard one.
 *
 * @param threshold score above which it alarms
 * @param falsePositiveRate share of tested panes without an outbreak that alarm
 * @param probabilityOfDetection share of outbreaks with an alarm in at least one of their panes
 * @param sensitivity share of panes with an outbreak that alarm
 * @param timeliness mean over outbreaks of the panes before the first alarm over the length; 1 for one that is missed
 */
public record DetectionQuality(
        double threshold,
        double falsePositiveRate,
        double probabilityOfDetection,
        double sensitivity,
        double timeliness) {

    /** At the threshold that lets at most this share of all panes without an outbreak alarm; series of all groups pooled. */
    public static DetectionQuality pooled(List<WatchedSeries> series, double[][] scores, double falsePositiveRate) {
        return measure(series, scores, threshold(series, scores, falsePositiveRate));
    }

    /** The same one threshold for all groups, but figures of each group averaged. */
    public static DetectionQuality averaged(List<WatchedSeries> series, double[][] scores, double falsePositiveRate) {
        return average(series, scores, threshold(series, scores, falsePositiveRate));
    }

    /** Each group's figures at this threshold, averaged. */
    public static DetectionQuality average(List<WatchedSeries> series, double[][] scores, double threshold) {
        return mean(groups(series).stream()
                .map(group -> measure(of(series, group), of(scores, group), threshold))
                .toList());
    }

    /** With a threshold of its own for each group, as results per signal are often published: easier, and no way to run a system. */
    public static DetectionQuality tunedByGroup(
            List<WatchedSeries> series, double[][] scores, double falsePositiveRate) {
        return mean(groups(series).stream()
                .map(group -> pooled(of(series, group), of(scores, group), falsePositiveRate))
                .toList());
    }

    public static double threshold(List<WatchedSeries> series, double[][] scores, double falsePositiveRate) {
        double[] quiet = IntStream.range(0, scores.length)
                .boxed()
                .flatMapToDouble(index -> IntStream.range(0, scores[index].length)
                        .filter(pane -> !outbreak(series.get(index), pane))
                        .mapToDouble(pane -> scores[index][pane]))
                .sorted()
                .toArray();
        int allowed = (int) Math.floor(falsePositiveRate * quiet.length);
        return quiet[quiet.length - 1 - allowed];
    }

    public static DetectionQuality measure(List<WatchedSeries> series, double[][] scores, double threshold) {
        int quiet = 0;
        int falseAlarms = 0;
        int sick = 0;
        int hits = 0;
        int outbreaks = 0;
        int detected = 0;
        double delays = 0;
        for (int index = 0; index < scores.length; index++) {
            WatchedSeries one = series.get(index);
            for (int pane = 0; pane < scores[index].length; pane++) {
                int alarm = scores[index][pane] > threshold ? 1 : 0;
                if (outbreak(one, pane)) {
                    sick++;
                    hits += alarm;
                } else {
                    quiet++;
                    falseAlarms += alarm;
                }
            }
            if (one.hasOutbreak()) {
                double delay = delay(one, scores[index], threshold);
                outbreaks++;
                detected += delay < 1 ? 1 : 0;
                delays += delay;
            }
        }
        return new DetectionQuality(
                threshold,
                (double) falseAlarms / quiet,
                (double) detected / outbreaks,
                (double) hits / sick,
                delays / outbreaks);
    }

    /** Share of the outbreak that has passed before the first alarm, 1 if there is none. */
    static double delay(WatchedSeries series, double[] scores, double threshold) {
        int length = series.outbreakTo() - series.outbreakFrom() + 1;
        for (int passed = 0; passed < length; passed++) {
            int pane = series.outbreakFrom() + passed - series.testFrom();
            if (pane >= 0 && outbreak(series, pane) && scores[pane] > threshold) {
                return (double) passed / length;
            }
        }
        return 1;
    }

    private static boolean outbreak(WatchedSeries series, int testedPane) {
        return series.outbreak()[series.testFrom() + testedPane];
    }

    private static List<int[]> groups(List<WatchedSeries> series) {
        return series.stream()
                .mapToInt(WatchedSeries::group)
                .distinct()
                .mapToObj(group -> IntStream.range(0, series.size())
                        .filter(index -> series.get(index).group() == group)
                        .toArray())
                .toList();
    }

    private static List<WatchedSeries> of(List<WatchedSeries> series, int[] indices) {
        return Arrays.stream(indices).mapToObj(series::get).toList();
    }

    private static double[][] of(double[][] scores, int[] indices) {
        return Arrays.stream(indices).mapToObj(index -> scores[index]).toArray(double[][]::new);
    }

    private static DetectionQuality mean(List<DetectionQuality> groups) {
        return new DetectionQuality(
                groups.stream()
                        .mapToDouble(DetectionQuality::threshold)
                        .average()
                        .orElseThrow(),
                groups.stream()
                        .mapToDouble(DetectionQuality::falsePositiveRate)
                        .average()
                        .orElseThrow(),
                groups.stream()
                        .mapToDouble(DetectionQuality::probabilityOfDetection)
                        .average()
                        .orElseThrow(),
                groups.stream()
                        .mapToDouble(DetectionQuality::sensitivity)
                        .average()
                        .orElseThrow(),
                groups.stream()
                        .mapToDouble(DetectionQuality::timeliness)
                        .average()
                        .orElseThrow());
    }
}
