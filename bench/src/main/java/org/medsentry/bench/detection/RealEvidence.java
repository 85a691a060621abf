package org.medsentry.bench.detection;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.detectors.parity.ReferenceTable;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.detectors.surge.SurgeDetector;

/** How often the surge detector alarms on real series, where nobody knows the truth: alarms of each series and year. */
final class RealEvidence {

    private record RealSeries(String name, int daysPerPane, List<Pane> panes) {}

    private record Alarms(int judged, Map<Integer, Integer> byYear) {
        int total() {
            return byYear.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private RealEvidence() {}

    static void write(Path reference, DetectionPage page) throws IOException {
        List<RealSeries> all = new ArrayList<>(counts(reference.resolve("series")));
        Path sales = reference.toAbsolutePath().resolveSibling("real").resolve("pharma_sales_kaggle/salesdaily.csv");
        if (Files.exists(sales)) {
            all.addAll(sales(sales));
        }
        MarkdownTable table = new MarkdownTable("series", "pane", "judged", "alarms", "share", "alarms by year");
        LinePlot plot = new LinePlot("Alarms of real series by year", "year", "share of panes", 1990, 2020, 0.25);
        Map<Integer, int[]> weeks = new TreeMap<>();
        Map<Integer, int[]> days = new TreeMap<>();
        for (RealSeries series : all) {
            boolean daily = series.daysPerPane() == 1;
            Alarms alarms = run(series, daily ? SurgeDetector.daily() : SurgeDetector.weekly(), daily ? days : weeks);
            table.row(
                    series.name(),
                    daily ? "day" : "week",
                    String.valueOf(alarms.judged()),
                    String.valueOf(alarms.total()),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * alarms.total() / Math.max(1, alarms.judged())),
                    alarms.byYear().toString().replaceAll("[{}]", "").replace("=", ": "));
        }
        line(plot, "weekly series", weeks);
        line(plot, "daily series", days);
        page.table("real", table.toString());
        page.plot("real-alarms", plot);
    }

    private static void line(LinePlot plot, String name, Map<Integer, int[]> years) {
        plot.line(
                name,
                years.keySet().stream().mapToDouble(Integer::doubleValue).toArray(),
                years.values().stream()
                        .mapToDouble(year -> (double) year[1] / Math.max(1, year[0]))
                        .toArray());
    }

    private static Alarms run(RealSeries series, SeriesDetector detector, Map<Integer, int[]> years) {
        SeriesState state = detector.begin();
        Map<Integer, Integer> byYear = new TreeMap<>();
        int judged = 0;
        for (Pane pane : series.panes()) {
            Assessment assessment = detector.assess(state, pane);
            if (assessment.judged()) {
                int year = pane.start().getYear();
                int alarm = assessment.alarm() ? 1 : 0;
                judged++;
                byYear.merge(year, alarm, Integer::sum);
                int[] sum = years.computeIfAbsent(year, unused -> new int[2]);
                sum[0]++;
                sum[1] += alarm;
            }
            detector.learn(state, pane);
        }
        return new Alarms(judged, byYear);
    }

    /** The series of the reference by day or week; some have no dates, then the week of the year says when. */
    private static List<RealSeries> counts(Path folder) throws IOException {
        List<ReferenceTable.Row> index = new ArrayList<>();
        ReferenceTable.read(folder.resolve("INDEX.csv"), index::add);
        List<RealSeries> all = new ArrayList<>();
        for (ReferenceTable.Row row : index) {
            int perYear = row.whole("freq_per_year");
            if (perYear == 12) {
                continue;
            }
            int daysPerPane = perYear == 52 ? 7 : 1;
            LocalDate start = LocalDate.of(row.whole("start_year"), 1, 1)
                    .plusDays((row.whole("start_period") - 1L) * daysPerPane);
            List<Pane> panes = new ArrayList<>();
            ReferenceTable.read(
                    folder.resolve(row.text("series") + ".csv"),
                    pane -> panes.add(
                            Pane.of(start.plusDays((long) panes.size() * daysPerPane), pane.number("count"))));
            all.add(new RealSeries(row.text("series"), daysPerPane, panes));
        }
        return all;
    }

    /** Units sold per day by one pharmacy; fractions of packages occur. */
    private static List<RealSeries> sales(Path file) throws IOException {
        Map<String, List<Pane>> byClass = new LinkedHashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String[] header = reader.readLine().split(",");
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",");
                LocalDate day = day(cells[0]);
                for (int column = 1; column <= 8; column++) {
                    byClass.computeIfAbsent("sales " + header[column], unused -> new ArrayList<>())
                            .add(Pane.of(day, Math.max(0, Double.parseDouble(cells[column]))));
                }
            }
        }
        return byClass.entrySet().stream()
                .map(entry -> new RealSeries(entry.getKey(), 1, entry.getValue()))
                .toList();
    }

    /** The file writes 01-02-2014 and, from the 13th of a month on, 1/13/2014. */
    private static LocalDate day(String text) {
        String[] parts = text.split("[-/]");
        return LocalDate.of(Integer.parseInt(parts[2]), Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
}
