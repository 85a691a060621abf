package org.medsentry.bench.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.medsentry.detectors.quality.DetectionQuality;
import org.medsentry.detectors.quality.DetectorRun;
import org.medsentry.detectors.quality.PairedGain;
import org.medsentry.detectors.quality.SimulatedWeeks;
import org.medsentry.detectors.quality.WatchedSeries;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.surge.SurgeDetector;

/** The surge detector beside the published methods on the simulated weeks. */
final class WeeklyEvidence {

    private static final double[] RATES = {0.005, 0.01, 0.025, 0.05};
    private static final int DRAWS = 2000;
    private static final String SURGE = "surge detector";
    private static final String FARRINGTON = "Farrington flexible (Noufaily)";

    private WeeklyEvidence() {}

    static void write(Path reference, DetectionPage page) throws IOException {
        List<WatchedSeries> series = SimulatedWeeks.read(reference);
        SurgeDetector detector = SurgeDetector.weekly(0.01, SimulatedWeeks.DAYS_PER_YEAR);
        Map<String, double[][]> methods = new LinkedHashMap<>();
        methods.put(SURGE, DetectorRun.scores(detector, series));
        methods.put(FARRINGTON, SimulatedWeeks.referenceScores(reference, series, "farringtonFlexible", "noufaily"));
        methods.put(
                "Farrington flexible (original)",
                SimulatedWeeks.referenceScores(reference, series, "farringtonFlexible", "original"));
        methods.put("EARS C2", SimulatedWeeks.referenceScores(reference, series, "C2", "minSigma0.5"));
        methods.put("EARS C1", SimulatedWeeks.referenceScores(reference, series, "C1", "minSigma0.5"));
        page.table("weekly", table(series, methods));
        plots(series, methods, page);
        example(series, detector, page);
    }

    private static String table(List<WatchedSeries> series, Map<String, double[][]> methods) {
        MarkdownTable table = new MarkdownTable(
                "method",
                "0.5 %: POD, timeliness",
                "1 %: POD, timeliness",
                "2.5 %: POD, timeliness",
                "5 %: POD, timeliness");
        methods.forEach((name, scores) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            for (double rate : RATES) {
                DetectionQuality quality = DetectionQuality.pooled(series, scores, rate);
                cells.add(format("%.3f, %.3f", quality.probabilityOfDetection(), quality.timeliness()));
            }
            table.row(cells.toArray(String[]::new));
        });
        StringBuilder text = new StringBuilder(table.toString()).append('\n');
        for (double rate : new double[] {0.01, 0.025}) {
            PairedGain gain = PairedGain.of(series, methods.get(SURGE), methods.get(FARRINGTON), rate, DRAWS);
            text.append(format(
                    "Gain in POD over Farrington flexible (Noufaily) at %.1f %%: %+.3f, 95 %% interval %+.3f to %+.3f (%d draws of"
                            + " %d series).\n",
                    rate * 100, gain.gain(), gain.low(), gain.high(), DRAWS, series.size()));
        }
        return text.toString();
    }

    private static void plots(List<WatchedSeries> series, Map<String, double[][]> methods, DetectionPage page)
            throws IOException {
        double[] rates = DoubleStream.iterate(0.002, rate -> rate <= 0.0601, rate -> rate + 0.002)
                .toArray();
        LinePlot power =
                new LinePlot("Simulated weeks: power", "false-positive rate", "probability of detection", 0, 0.06, 1);
        LinePlot delay =
                new LinePlot("Simulated weeks: time to detection", "false-positive rate", "timeliness", 0, 0.06, 1);
        methods.forEach((name, scores) -> {
            List<DetectionQuality> curve = DoubleStream.of(rates)
                    .mapToObj(rate -> DetectionQuality.pooled(series, scores, rate))
                    .toList();
            String shortName = name.replace("Farrington flexible", "Farrington");
            power.line(
                    shortName,
                    rates,
                    curve.stream()
                            .mapToDouble(DetectionQuality::probabilityOfDetection)
                            .toArray());
            delay.line(
                    shortName,
                    rates,
                    curve.stream().mapToDouble(DetectionQuality::timeliness).toArray());
        });
        page.plot("weekly-power", power);
        page.plot("weekly-timeliness", delay);
    }

    /** The tested weeks of one simulated series: counts, what was expected, from where it alarms, and the alarms. */
    private static void example(List<WatchedSeries> series, SurgeDetector detector, DetectionPage page)
            throws IOException {
        for (int scenario : new int[] {2, 18}) {
            WatchedSeries one = series.stream()
                    .filter(other -> other.group() == scenario && other.hasOutbreak() && other.number() % 10 == 6)
                    .findFirst()
                    .orElseThrow();
            Assessment[] assessments = DetectorRun.assessments(detector, one);
            int panes = assessments.length;
            double[] time = new double[panes];
            double[] counts = new double[panes];
            double[] expected = new double[panes];
            double[] bound = new double[panes];
            List<double[]> alarms = new ArrayList<>();
            for (int pane = 0; pane < panes; pane++) {
                time[pane] = pane + 1;
                counts[pane] = one.counts()[one.testFrom() + pane];
                expected[pane] = assessments[pane].expected();
                bound[pane] = assessments[pane].upperBound();
                if (assessments[pane].alarm()) {
                    alarms.add(new double[] {pane + 1, counts[pane]});
                }
            }
            double top = DoubleStream.concat(DoubleStream.of(counts), DoubleStream.of(bound))
                    .max()
                    .orElse(1);
            page.plot(
                    "weekly-example-" + scenario,
                    new LinePlot(
                                    "Simulated weeks: scenario " + scenario,
                                    "week",
                                    "count",
                                    0,
                                    50,
                                    Math.ceil(top / 5) * 5)
                            .band(
                                    "outbreak",
                                    one.outbreakFrom() - one.testFrom() + 0.5,
                                    one.outbreakTo() - one.testFrom() + 1.5)
                            .marks("alarm", alarms)
                            .line("count", time, counts)
                            .line("alarms above", time, bound)
                            .line("expected", time, expected));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
