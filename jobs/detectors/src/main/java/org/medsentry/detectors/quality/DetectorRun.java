package org.medsentry.detectors.quality;

import java.util.List;
import java.util.stream.IntStream;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/** Sends series through a detector as the streaming job does, pane by pane, and keeps what it says of the tested panes. */
public final class DetectorRun {

    private DetectorRun() {}

    /** The detector's score of each tested pane, higher is stranger; lowest where it does not judge. */
    public static double[][] scores(SeriesDetector detector, List<WatchedSeries> series) {
        double[][] scores = new double[series.size()][];
        IntStream.range(0, scores.length).parallel().forEach(index -> {
            Assessment[] assessments = assessments(detector, series.get(index));
            scores[index] = new double[assessments.length];
            for (int pane = 0; pane < assessments.length; pane++) {
                Assessment assessment = assessments[pane];
                scores[index][pane] = assessment.judged() ? assessment.score() : Double.NEGATIVE_INFINITY;
            }
        });
        return scores;
    }

    /** What the detector says of each tested pane. */
    public static Assessment[] assessments(SeriesDetector detector, WatchedSeries series) {
        Assessment[] assessments = new Assessment[series.tested()];
        SeriesState state = detector.begin();
        for (int index = 0; index < series.counts().length; index++) {
            Pane pane = Pane.of(series.date(index), series.counts()[index]);
            if (index >= series.testFrom()) {
                assessments[index - series.testFrom()] = detector.assess(state, pane);
            }
            detector.learn(state, pane);
        }
        return assessments;
    }
}
