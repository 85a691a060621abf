package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medsentry.schemas.document.SeriesPoint;

/**
 * The newest judged panes of a series with their figures, so that a signal can show what it stands out from. Immutable: a checkpoint
 * shares it. Figures are rounded to floats, for they are looked at and not calculated with.
 */
final class PaneHistory {

    /** Five weeks of days; eight months of weeks. */
    static final int MOST = 35;

    static final PaneHistory NONE = new PaneHistory(new int[0], new float[0]);

    private static final int FIGURES = 3;

    /** First days, counted from 1970-01-01, ascending. */
    private final int[] starts;

    /** Count, expected and upper bound of each; NaN where the detector gave none. */
    private final float[] figures;

    private PaneHistory(int[] starts, float[] figures) {
        this.starts = starts;
        this.figures = figures;
    }

    /** With a pane; one that has been judged before is replaced, one older than all that are kept is not taken. */
    PaneHistory with(JudgedPane judged) {
        int start = (int) judged.start();
        int place = Arrays.binarySearch(starts, start);
        if (place >= 0) {
            PaneHistory changed = new PaneHistory(starts, figures.clone());
            changed.set(place, judged);
            return changed;
        }
        place = -place - 1;
        boolean full = starts.length == MOST;
        if (full && place == 0) {
            return this;
        }
        int dropped = full ? 1 : 0;
        int size = starts.length + 1 - dropped;
        PaneHistory more = new PaneHistory(new int[size], new float[size * FIGURES]);
        int before = place - dropped;
        copy(dropped, more, 0, before);
        copy(place, more, before + 1, starts.length - place);
        more.starts[before] = start;
        more.set(before, judged);
        return more;
    }

    private void copy(int from, PaneHistory target, int to, int size) {
        System.arraycopy(starts, from, target.starts, to, size);
        System.arraycopy(figures, from * FIGURES, target.figures, to * FIGURES, size * FIGURES);
    }

    private void set(int place, JudgedPane judged) {
        figures[place * FIGURES] = (float) judged.count();
        figures[place * FIGURES + 1] = (float) judged.assessment().expected();
        figures[place * FIGURES + 2] = (float) judged.assessment().upperBound();
    }

    /** What there is up to and with a pane, oldest first. */
    List<SeriesPoint> until(long last, PaneCalendar calendar) {
        List<SeriesPoint> points = new ArrayList<>(starts.length);
        for (int place = 0; place < starts.length && starts[place] <= last; place++) {
            points.add(new SeriesPoint(
                    calendar.startOf(starts[place]), figure(place, 0), figure(place, 1), figure(place, 2)));
        }
        return points;
    }

    /** As short as a float is written: 2.1 stays 2.1. */
    private Double figure(int place, int which) {
        float figure = figures[place * FIGURES + which];
        return Float.isNaN(figure) ? null : Double.valueOf(Float.toString(figure));
    }

    void write(DataOutput target) throws IOException {
        target.writeByte(starts.length);
        for (int start : starts) {
            target.writeInt(start);
        }
        for (float figure : figures) {
            target.writeFloat(figure);
        }
    }

    static PaneHistory read(DataInput source) throws IOException {
        int size = source.readUnsignedByte();
        if (size == 0) {
            return NONE;
        }
        PaneHistory history = new PaneHistory(new int[size], new float[size * FIGURES]);
        for (int place = 0; place < size; place++) {
            history.starts[place] = source.readInt();
        }
        for (int figure = 0; figure < history.figures.length; figure++) {
            history.figures[figure] = source.readFloat();
        }
        return history;
    }
}
