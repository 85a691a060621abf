package org.medsentry.detectors.series;

/**
 * A method that watches one series of counts. It holds no series itself: one detector serves any number of them. For each closed pane,
 * in order and without gaps, it is first asked to assess it and then to learn it; a pane that is judged again, because a late record has
 * changed it, is assessed on a copy of the state before it.
 */
public interface SeriesDetector {

    /** The state of a series that has just begun; every state of this detector has its size. */
    SeriesState begin();

    /** Judges a pane by what was learned before. Changes nothing. */
    Assessment assess(SeriesState before, Pane pane);

    /** Takes the pane in. */
    default void learn(SeriesState state, Pane pane) {
        state.learn(pane);
    }
}
