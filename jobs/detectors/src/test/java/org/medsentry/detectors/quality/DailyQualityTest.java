package org.medsentry.detectors.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.parity.TestingReference;
import org.medsentry.detectors.surge.SurgeDetector;

/** Holds the surge detector to its figures on some simulations of each daily signal; all of them are run by bench detection. */
class DailyQualityTest {

    private static final int SIMULATIONS = 4;

    @Test
    void findsMostDaysOfMostOutbreaks() throws IOException {
        List<WatchedSeries> series = SimulatedDays.read(TestingReference.folder()).stream()
                .filter(one -> one.number() <= SIMULATIONS)
                .toList();
        double[][] scores = DetectorRun.scores(SurgeDetector.daily(0.001, SimulatedDays.DAYS_PER_YEAR), series);

        DetectionQuality quality = DetectionQuality.averaged(series, scores, 0.0225);
        assertThat(quality.falsePositiveRate()).isLessThanOrEqualTo(0.023);
        assertThat(quality.sensitivity()).isGreaterThan(0.58);
        assertThat(quality.probabilityOfDetection()).isGreaterThan(0.93);
    }
}
