package org.medsentry.detectors.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.detectors.parity.ReferenceTable;

/**
 * The weekly simulation of a reference folder, after Noufaily et al. 2013: 28 scenarios of level, trend, season and dispersion, each with
 * several replicates of 624 weeks, the last 49 of which hold one outbreak. Its years have 52 weeks.
 */
public final class SimulatedWeeks {

    public static final double DAYS_PER_YEAR = 364;

    static final int WEEKS = 624;
    static final int TESTED = 49;

    private static final LocalDate START = LocalDate.of(2001, 1, 1);

    private SimulatedWeeks() {}

    /** In order of scenario and replicate. */
    public static List<WatchedSeries> read(Path referenceFolder) throws IOException {
        Path folder = referenceFolder.resolve("sim").resolve("weekly");
        Map<Long, double[]> counts = new TreeMap<>();
        Map<Long, boolean[]> states = new TreeMap<>();
        ReferenceTable.read(folder.resolve("series.csv.gz"), row -> {
            int pane = row.whole("t") - 1;
            counts.computeIfAbsent(key(row), unused -> new double[WEEKS])[pane] = row.number("count");
            states.computeIfAbsent(key(row), unused -> new boolean[WEEKS])[pane] = row.whole("state") == 1;
        });
        Map<Long, int[]> outbreaks = new TreeMap<>();
        ReferenceTable.read(folder.resolve("outbreaks.csv"), row -> {
            if (row.text("phase").equals("test") && row.number("size") > 0) {
                outbreaks.put(key(row), new int[] {row.whole("start") - 1, row.whole("end") - 1});
            }
        });
        int[] none = {-1, -1};
        return counts.entrySet().stream()
                .map(entry -> {
                    int[] outbreak = outbreaks.getOrDefault(entry.getKey(), none);
                    return new WatchedSeries(
                            (int) (entry.getKey() >> 32),
                            entry.getKey().intValue(),
                            START,
                            7,
                            entry.getValue(),
                            states.get(entry.getKey()),
                            WEEKS - TESTED,
                            outbreak[0],
                            outbreak[1]);
                })
                .toList();
    }

    /** What R's surveillance says of the tested weeks, higher is stranger: the score, or of Farrington's methods the p-value turned round. */
    public static double[][] referenceScores(
            Path referenceFolder, List<WatchedSeries> series, String method, String variant) throws IOException {
        Map<Long, double[]> scores = new TreeMap<>();
        for (WatchedSeries one : series) {
            double[] row = new double[one.tested()];
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
            scores.put(key(one.group(), one.number()), row);
        }
        boolean byPValue = method.startsWith("farrington");
        Path file = referenceFolder.resolve("sim").resolve("weekly").resolve("reference_alarms.csv.gz");
        ReferenceTable.read(file, row -> {
            if (row.text("method").equals(method) && row.text("variant").equals(variant)) {
                double value = byPValue ? -row.number("pvalue") : row.number("score");
                if (!Double.isNaN(value)) {
                    scores.get(key(row))[row.whole("t") - 1 - (WEEKS - TESTED)] = value;
                }
            }
        });
        return scores.values().toArray(double[][]::new);
    }

    private static long key(ReferenceTable.Row row) {
        return key(row.whole("scenario"), row.whole("rep"));
    }

    private static long key(int scenario, int replicate) {
        return ((long) scenario << 32) + replicate;
    }
}
