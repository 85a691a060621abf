package org.medsentry.bench.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.medsentry.detectors.ears.Ears;
import org.medsentry.detectors.ears.EarsSettings;
import org.medsentry.detectors.parity.ReferenceTable;
import org.medsentry.detectors.quality.DetectionQuality;
import org.medsentry.detectors.quality.DetectorRun;
import org.medsentry.detectors.quality.SimulatedDays;
import org.medsentry.detectors.quality.WatchedSeries;
import org.medsentry.detectors.surge.SurgeDetector;

/** The surge detector beside the published methods on the simulated days of 16 signals; figures of each signal, averaged. */
final class DailyEvidence {

    private static final double[] RATES = {0.01, 0.02, 0.023, 0.05};
    /** The score whose p-value is 0.001, the default. */
    private static final double DEFAULT_THRESHOLD = 3.0902;

    private DailyEvidence() {}

    static void write(Path reference, DetectionPage page) throws IOException {
        List<WatchedSeries> series = SimulatedDays.read(reference);
        Map<String, double[][]> methods = new LinkedHashMap<>();
        methods.put(
                "surge detector", DetectorRun.scores(SurgeDetector.daily(0.001, SimulatedDays.DAYS_PER_YEAR), series));
        methods.put("EARS C2, 7 days", DetectorRun.scores(Ears.c2(EarsSettings.of(7, 0.5, 3)), series));
        methods.put("EARS C2, 28 days", DetectorRun.scores(Ears.c2(EarsSettings.of(28, 0.5, 3)), series));
        methods.put("EARS C1, 28 days", DetectorRun.scores(Ears.c1(EarsSettings.of(28, 0.5, 3)), series));
        page.table("daily", table(series, methods, published(reference)));
        LinePlot power = new LinePlot(
                "Simulated days, 16 signals: days of outbreaks found",
                "false-positive rate",
                "sensitivity",
                0,
                0.06,
                1);
        LinePlot delay = new LinePlot(
                "Simulated days, 16 signals: outbreaks found",
                "false-positive rate",
                "probability of detection",
                0,
                0.06,
                1);
        double[] rates = DoubleStream.iterate(0.002, rate -> rate <= 0.0601, rate -> rate + 0.004)
                .toArray();
        methods.forEach((name, scores) -> {
            List<DetectionQuality> curve = DoubleStream.of(rates)
                    .mapToObj(rate -> DetectionQuality.averaged(series, scores, rate))
                    .toList();
            power.line(
                    name,
                    rates,
                    curve.stream().mapToDouble(DetectionQuality::sensitivity).toArray());
            delay.line(
                    name,
                    rates,
                    curve.stream()
                            .mapToDouble(DetectionQuality::probabilityOfDetection)
                            .toArray());
        });
        page.plot("daily-sensitivity", power);
        page.plot("daily-power", delay);
    }

    private static String table(List<WatchedSeries> series, Map<String, double[][]> methods, String published) {
        MarkdownTable table =
                new MarkdownTable("method", "threshold", "false-positive rate", "sensitivity", "POD", "timeliness");
        methods.forEach((name, scores) -> {
            for (double rate : RATES) {
                row(table, name, "one for all signals", DetectionQuality.averaged(series, scores, rate));
            }
            row(table, name, "one for each signal", DetectionQuality.tunedByGroup(series, scores, 0.023));
            if (name.startsWith("surge")) {
                row(table, name, "its default, p < 0.001", DetectionQuality.average(series, scores, DEFAULT_THRESHOLD));
            }
        });
        return table + published;
    }

    private static void row(MarkdownTable table, String name, String threshold, DetectionQuality quality) {
        table.row(
                name,
                threshold,
                format("%.4f", quality.falsePositiveRate()),
                format("%.3f", quality.sensitivity()),
                format("%.3f", quality.probabilityOfDetection()),
                format("%.3f", quality.timeliness()));
    }

    /** What others printed of Farrington flexible on the same signals; not every reference folder has it. */
    private static String published(Path reference) throws IOException {
        Path file = reference.resolve("sim/daily16/published_by_repository.csv");
        if (!Files.exists(file)) {
            return "";
        }
        List<ReferenceTable.Row> rows = new ArrayList<>();
        ReferenceTable.read(file, row -> {
            if (row.text("method_as_printed").startsWith("Farrington")) {
                rows.add(row);
            }
        });
        return "| Farrington flexible on 7-day sums, as published | alpha 0.01 | " + mean(rows, "fpr", "%.4f") + " | "
                + mean(rows, "sensitivity", "%.3f") + " | " + mean(rows, "pod", "%.3f") + " | "
                + mean(rows, "timeliness", "%.3f") + " |\n";
    }

    private static String mean(List<ReferenceTable.Row> rows, String column, String pattern) {
        return format(
                pattern,
                rows.stream().mapToDouble(row -> row.number(column)).average().orElseThrow());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
