package org.medsentry.bench.detection;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.medsentry.detectors.ears.Ears;
import org.medsentry.detectors.ears.EarsC3;
import org.medsentry.detectors.ears.EarsSettings;
import org.medsentry.detectors.farrington.FarringtonFlexible;
import org.medsentry.detectors.farrington.FarringtonSettings;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.detectors.surge.SurgeDetector;

/** What a pane costs each detector, and what memory many series take. */
final class SpeedEvidence {

    /** Refits whenever it judges. */
    private static final String FARRINGTON = "Farrington flexible (Noufaily), weekly";

    private static final LocalDate START = LocalDate.of(2010, 1, 4);

    private SpeedEvidence() {}

    static void write(int series, DetectionPage page) throws IOException {
        Map<String, SeriesDetector> detectors = new LinkedHashMap<>();
        detectors.put("EARS C1, 7 panes", Ears.c1(EarsSettings.of(7, 0.5, 3)));
        detectors.put("EARS C2, 28 panes", Ears.c2(EarsSettings.of(28, 0.5, 3)));
        detectors.put("EARS C3, 7 panes", new EarsC3(EarsSettings.of(7, 0.5, 2)));
        detectors.put(FARRINGTON, new FarringtonFlexible(FarringtonSettings.noufaily()));
        detectors.put("surge, weekly", SurgeDetector.weekly());
        detectors.put("surge, daily", SurgeDetector.daily());
        MarkdownTable table = new MarkdownTable(
                "detector",
                "pane judged, µs (median)",
                "pane learned, µs (median)",
                "refit, ms (median of panes with one)",
                "measured heap per series, B",
                "heap of " + series + " series, MiB");
        for (Map.Entry<String, SeriesDetector> entry : detectors.entrySet()) {
            table.row(row(entry.getKey(), entry.getValue(), series));
        }
        page.table("speed", table.toString());
    }

    private static String[] row(String name, SeriesDetector detector, int series) {
        boolean refits = name.startsWith("surge");
        boolean slow = refits || name.equals(FARRINGTON);
        int every = name.equals("surge, daily") ? 7 : 1;
        int daysPerPane = name.equals("surge, weekly") || name.equals(FARRINGTON) ? 7 : 1;
        int warmUp = 2100;
        int measured = slow ? 700 : 20_000;
        SeriesState state = detector.begin();
        double[] judging = new double[measured];
        double[] learning = new double[measured];
        SplittableRandom random = new SplittableRandom(3);
        double sink = 0;
        for (int index = -warmUp; index < measured; index++) {
            Pane pane = Pane.of(START.plusDays((long) (index + warmUp) * daysPerPane), random.nextInt(20));
            long start = System.nanoTime();
            sink += detector.assess(state, pane).score();
            long between = System.nanoTime();
            detector.learn(state, pane);
            long end = System.nanoTime();
            if (index >= 0) {
                judging[index] = (between - start) / 1000.0;
                learning[index] = (end - between) / 1000.0;
            }
        }
        Arrays.sort(judging);
        Arrays.sort(learning);
        // one pane in seven, or each, is followed by a refit: these are the longest
        int refitted = measured / every;
        double refit = learning[measured - refitted + refitted / 2] / 1000;
        long heap = heap(detector, series);
        return new String[] {
            name,
            format("%.1f", judging[measured / 2]),
            format("%.1f", learning[measured / 2]),
            refits && !Double.isInfinite(sink) ? format("%.3f", refit) : "-",
            format("%.0f", (double) heap / series),
            format("%.0f", heap / 1024.0 / 1024)
        };
    }

    private static long heap(SeriesDetector detector, int series) {
        long before = used();
        SeriesState[] states = new SeriesState[series];
        for (int index = 0; index < series; index++) {
            states[index] = detector.begin();
        }
        long after = used();
        if (states[series - 1].learned() != 0) {
            throw new IllegalStateException("a state that has begun has learned nothing");
        }
        return after - before;
    }

    private static long used() {
        for (int run = 0; run < 3; run++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
