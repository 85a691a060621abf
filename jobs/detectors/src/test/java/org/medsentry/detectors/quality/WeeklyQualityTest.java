package org.medsentry.detectors.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.surge.SurgeDetector;

/** Holds the surge detector to its figures on the simulated weeks of the reference folder; skipped where there is none. */
class WeeklyQualityTest {

    @Test
    void findsMoreOutbreaksThanFarringtonFlexibleAtTheSameFalsePositiveRate() throws IOException {
        Path reference = referenceFolder();
        assumeTrue(
                Files.exists(reference.resolve("sim/weekly/series.csv.gz")),
                () -> "skipped: no reference folder at " + reference);
        List<WatchedSeries> series = SimulatedWeeks.read(reference);
        double[][] ours = DetectorRun.scores(SurgeDetector.weekly(0.01, SimulatedWeeks.DAYS_PER_YEAR), series);
        double[][] farrington = SimulatedWeeks.referenceScores(reference, series, "farringtonFlexible", "noufaily");

        DetectionQuality atOne = DetectionQuality.pooled(series, ours, 0.01);
        assertThat(atOne.probabilityOfDetection()).isGreaterThanOrEqualTo(0.54);
        assertThat(atOne.timeliness()).isLessThanOrEqualTo(0.5);
        DetectionQuality atTwoAndAHalf = DetectionQuality.pooled(series, ours, 0.025);
        assertThat(atTwoAndAHalf.probabilityOfDetection()).isGreaterThanOrEqualTo(0.67);
        assertThat(atTwoAndAHalf.timeliness()).isLessThanOrEqualTo(0.37);
        assertThat(PairedGain.of(series, ours, farrington, 0.01, 1000).low()).isPositive();

        // the yardstick itself, as the reference states it
        DetectionQuality theirs = DetectionQuality.pooled(series, farrington, 0.01);
        assertThat(theirs.probabilityOfDetection()).isCloseTo(0.4909, within(1e-4));
        assertThat(theirs.timeliness()).isCloseTo(0.541, within(1e-4));
    }

    private static Path referenceFolder() {
        String told = System.getProperty("medsentry.reference");
        return told != null
                ? Path.of(told)
                : Path.of("../../../shared/reference").toAbsolutePath().normalize();
    }
}
