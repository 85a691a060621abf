package org.medsentry.detectors;

import java.time.LocalDate;
import org.medsentry.detectors.series.Assessment;
import org.medsentry.detectors.series.Pane;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.detectors.series.SeriesState;

/** A series that a detector is led through; NaN is a pane that was not observed. */
public final class TestingSeries {

    private static final LocalDate START = LocalDate.of(2026, 1, 5);

    private final SeriesDetector detector;
    private final SeriesState state;

    public TestingSeries(SeriesDetector detector) {
        this.detector = detector;
        this.state = detector.begin();
    }

    public SeriesState state() {
        return state;
    }

    public TestingSeries learn(double... counts) {
        for (double count : counts) {
            detector.learn(state, pane(count));
        }
        return this;
    }

    public TestingSeries learnTimes(int panes, double count) {
        for (int pane = 0; pane < panes; pane++) {
            learn(count);
        }
        return this;
    }

    public Assessment assess(double count) {
        SeriesState copy = state.copy();
        Assessment assessment = detector.assess(state, pane(count));
        if (!copy.equals(state)) {
            throw new AssertionError("the state has changed while a pane was assessed");
        }
        return assessment;
    }

    public Pane pane(double count) {
        LocalDate day = START.plusDays(state.learned());
        return Double.isNaN(count) ? Pane.notObserved(day) : Pane.of(day, count);
    }
}
