package org.medsentry.detectors.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionQualityTest {

    /** Ten panes, the last eight tested; an outbreak in three of them, the middle one of which has no case. */
    private static WatchedSeries series(int number) {
        boolean[] outbreak = new boolean[10];
        outbreak[5] = true;
        outbreak[7] = true;
        return new WatchedSeries(number, 1, LocalDate.of(2020, 1, 6), 7, new double[10], outbreak, 2, 5, 7);
    }

    private static final List<WatchedSeries> SERIES = List.of(series(1), series(2));

    private static final double[][] SCORES = {
        // tested:  2  3  4  [5  6  7] 8  9
        {0, 1, 0, 1, 9, 5, 0, 0},
        {0, 0, 0, 2, 0, 2, 6, 0}
    };

    @Test
    void measuresAtAThreshold() {
        DetectionQuality quality = DetectionQuality.measure(SERIES, SCORES, 4);
        assertThat(quality.falsePositiveRate()).isCloseTo(2.0 / 12, within(1e-12));
        assertThat(quality.sensitivity()).isCloseTo(1.0 / 4, within(1e-12));
        assertThat(quality.probabilityOfDetection()).isEqualTo(0.5);
        // found in the third of three panes; missed
        assertThat(quality.timeliness()).isCloseTo((2.0 / 3 + 1) / 2, within(1e-12));
    }

    @Test
    void setsTheThresholdByThePanesWithoutAnOutbreak() {
        assertThat(DetectionQuality.threshold(SERIES, SCORES, 0.1)).isEqualTo(6);
        assertThat(DetectionQuality.threshold(SERIES, SCORES, 0.2)).isEqualTo(1);
        assertThat(DetectionQuality.pooled(SERIES, SCORES, 0.2).probabilityOfDetection())
                .isEqualTo(1);
    }

    @Test
    void averagesGroupsOrTunesEach() {
        assertThat(DetectionQuality.average(SERIES, SCORES, 4).sensitivity()).isEqualTo(0.25);
        assertThat(DetectionQuality.tunedByGroup(SERIES, SCORES, 0.2).probabilityOfDetection())
                .isEqualTo(1);
    }

    @Test
    void aDetectorGainsNothingOverItself() {
        PairedGain gain = PairedGain.of(SERIES, SCORES, SCORES, 0.2, 50);
        assertThat(gain).isEqualTo(new PairedGain(0, 0, 0));
    }
}
