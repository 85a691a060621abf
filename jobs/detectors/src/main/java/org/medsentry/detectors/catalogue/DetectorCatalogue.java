package org.medsentry.detectors.catalogue;

import static org.medsentry.detectors.catalogue.DetectorSetting.memory;
import static org.medsentry.detectors.catalogue.DetectorSetting.threshold;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsentry.detectors.cusum.Cusum;
import org.medsentry.detectors.cusum.Standardization;
import org.medsentry.detectors.ears.Ears;
import org.medsentry.detectors.ears.EarsC3;
import org.medsentry.detectors.ears.EarsSettings;
import org.medsentry.detectors.ewma.Ewma;
import org.medsentry.detectors.farrington.Farrington;
import org.medsentry.detectors.farrington.FarringtonFlexible;
import org.medsentry.detectors.farrington.FarringtonSettings;
import org.medsentry.detectors.percentile.MovingPercentile;
import org.medsentry.detectors.surge.SurgeDetector;

/** All detectors that rules can name, with the settings of the papers that describe them. */
public final class DetectorCatalogue {

    private static final int MOST_YEARS = 10;
    private static final int MOST_PANES = 366;

    private static final int JUDGED_FROM = 14;

    private static final List<DetectorKind> KINDS = List.of(
            new DetectorKind(
                    "surge",
                    List.of(
                            threshold("alarmBelow", 1e-9, 0.49, 0.001),
                            new DetectorSetting("minimumPanes", true, 8, MOST_PANES, JUDGED_FROM, false)),
                    DetectorCatalogue::surgeOf),
            new DetectorKind("ears-c1", ears(3), (panes, settings) -> Ears.c1(earsOf(settings))),
            new DetectorKind("ears-c2", ears(3), (panes, settings) -> Ears.c2(earsOf(settings))),
            new DetectorKind("ears-c3", ears(2), (panes, settings) -> new EarsC3(earsOf(settings))),
            new DetectorKind("cusum", cusum(), (panes, settings) -> cusumOf(Standardization.ROSSI, settings)),
            new DetectorKind(
                    "cusum-standard", cusum(), (panes, settings) -> cusumOf(Standardization.STANDARD, settings)),
            new DetectorKind(
                    "moving-percentile",
                    List.of(
                            memory("neighbours", 0, 10, 2),
                            memory("minimumYears", 1, MOST_YEARS, 3),
                            memory("maximumYears", 1, MOST_YEARS, 5),
                            threshold("percentile", 0.01, 0.999, 0.8)),
                    DetectorCatalogue::percentileOf),
            new DetectorKind(
                    "ewma",
                    List.of(
                            memory("baseline", 3, MOST_PANES, 28),
                            memory("guard", 0, 60, 2),
                            threshold("gradual", 0.01, 1, 0.4),
                            threshold("sudden", 0.01, 1, 0.9),
                            threshold("alpha", 1e-9, 0.49, 0.01)),
                    (panes, settings) -> new Ewma(
                            whole(settings, "baseline"),
                            whole(settings, "guard"),
                            settings.get("gradual"),
                            settings.get("sudden"),
                            settings.get("alpha"))),
            new DetectorKind(
                    "farrington",
                    List.of(
                            memory("yearsBack", 1, MOST_YEARS, 3),
                            memory("halfWindow", 0, 25, 3),
                            threshold("alpha", 1e-9, 0.49, 0.01)),
                    (panes, settings) -> Farrington.of(
                            whole(settings, "yearsBack"),
                            whole(settings, "halfWindow"),
                            panesPerYear(panes),
                            settings.get("alpha"))),
            new DetectorKind(
                    "farrington-flexible",
                    List.of(
                            memory("yearsBack", 1, MOST_YEARS, 5),
                            memory("halfWindow", 0, 25, 3),
                            memory("periods", 1, 50, 10),
                            threshold("alpha", 1e-9, 0.49, 0.01)),
                    DetectorCatalogue::flexibleOf));

    private DetectorCatalogue() {}

    private static SurgeDetector surgeOf(PaneLength panes, Map<String, Double> settings) {
        double alarmBelow = settings.get("alarmBelow");
        SurgeDetector detector = switch (panes) {
            case DAY -> SurgeDetector.daily(alarmBelow);
            case WEEK -> SurgeDetector.weekly(alarmBelow);
        };
        return detector.judgingFrom(whole(settings, "minimumPanes"));
    }

    private static List<DetectorSetting> ears(double threshold) {
        return List.of(
                memory("baseline", 2, MOST_PANES, 7),
                threshold("threshold", 0.1, 100, threshold),
                threshold("minimumDeviation", 0, 1e6, 0));
    }

    private static EarsSettings earsOf(Map<String, Double> settings) {
        return EarsSettings.of(
                whole(settings, "baseline"), settings.get("minimumDeviation"), settings.get("threshold"));
    }

    private static List<DetectorSetting> cusum() {
        return List.of(
                memory("training", 1, 10 * MOST_PANES, 28),
                threshold("reference", 0, 100, 1.04),
                threshold("decision", 0.01, 1000, 2.26));
    }

    private static Cusum cusumOf(Standardization standardization, Map<String, Double> settings) {
        return new Cusum(
                standardization, whole(settings, "training"), settings.get("reference"), settings.get("decision"));
    }

    private static MovingPercentile percentileOf(PaneLength panes, Map<String, Double> settings) {
        int panesInWindow = 7 / panes.days();
        return new MovingPercentile(
                panesInWindow,
                panesPerYear(panes),
                whole(settings, "neighbours"),
                whole(settings, "minimumYears"),
                whole(settings, "maximumYears"),
                settings.get("percentile"));
    }

    private static FarringtonFlexible flexibleOf(PaneLength panes, Map<String, Double> settings) {
        FarringtonSettings noufaily = FarringtonSettings.noufaily();
        return new FarringtonFlexible(
                noufaily.withBaseline(whole(settings, "yearsBack"), whole(settings, "halfWindow"), panesPerYear(panes))
                        .withPeriods(whole(settings, "periods"), noufaily.panesNotIncluded())
                        .withAlpha(settings.get("alpha")));
    }

    private static int panesPerYear(PaneLength panes) {
        return switch (panes) {
            case DAY -> 365;
            case WEEK -> 52;
        };
    }

    private static int whole(Map<String, Double> settings, String name) {
        return settings.get(name).intValue();
    }

    public static List<DetectorKind> kinds() {
        return KINDS;
    }

    public static List<String> names() {
        return KINDS.stream().map(DetectorKind::name).toList();
    }

    public static Optional<DetectorKind> of(String name) {
        return KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
