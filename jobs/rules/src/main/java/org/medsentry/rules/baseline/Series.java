package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.rules.Hit;
import org.medsentry.schemas.document.SeriesPoint;

/**
 * All that is remembered of one series: what its detector has learned of panes that nothing changes any more, the panes that still can
 * change, and how much its sources usually send. Mutable; {@link SeriesWatch} knows what to do with it.
 */
public final class Series {

    public static final long NO_TIMER = Long.MIN_VALUE;

    /** What the detector learned up to the first of the panes below, as {@link LearnedState} packs it. */
    byte[] learned;

    SourceHabits habits = new SourceHabits();

    PaneHistory history = PaneHistory.NONE;

    /** Without gaps, in order; empty before the first record alone. */
    final List<SeriesPane> panes;

    /** The pane in which the series began; nobody knows what of it was missed. */
    long begin;

    /** The pane of its newest record. */
    long newestPane;

    /** The first pane that is not over. */
    long open;

    private long timer = NO_TIMER;
    private Hit newest;
    private long newestTime = Long.MIN_VALUE;
    private boolean resting;

    Series(byte[] learned) {
        this(learned, new ArrayList<>(2));
    }

    private Series(byte[] learned, List<SeriesPane> panes) {
        this.learned = learned;
        this.panes = panes;
    }

    public long timer() {
        return timer;
    }

    public void setTimer(long time) {
        timer = time;
    }

    /** What its newest record meant, which texts may ask. */
    public Hit newest() {
        return newest;
    }

    /** Its newest record, if it is newer. */
    public void meet(long time, Hit hit) {
        if (time >= newestTime) {
            newestTime = time;
            newest = hit;
        }
    }

    boolean hasLearned() {
        return LearnedState.learned(learned) > 0;
    }

    /** The rule does not listen: what comes until it does again is missed. */
    public void rest() {
        resting = true;
    }

    boolean endRest() {
        boolean before = resting;
        resting = false;
        return before;
    }

    /** The newest panes up to and with one that has been judged, oldest first. */
    public List<SeriesPoint> until(JudgedPane last, PaneCalendar calendar) {
        return history.until(last.start(), calendar);
    }

    /** How many records its panes hold one by one. */
    public int records() {
        int records = 0;
        for (SeriesPane pane : panes) {
            records += pane.records.size();
        }
        return records;
    }

    /** For a checkpoint that is being written while it goes on. */
    public Series copy() {
        List<SeriesPane> copies = new ArrayList<>(panes.size());
        panes.forEach(pane -> copies.add(pane.copy()));
        Series copy = new Series(learned, copies);
        copy.habits = habits.copy();
        copy.history = history;
        copy.begin = begin;
        copy.newestPane = newestPane;
        copy.open = open;
        copy.timer = timer;
        copy.newest = newest;
        copy.newestTime = newestTime;
        copy.resting = resting;
        return copy;
    }

    /** All but {@link #newest}. */
    public void write(DataOutput target) throws IOException {
        target.writeLong(timer);
        target.writeLong(begin);
        target.writeLong(newestPane);
        target.writeLong(open);
        target.writeLong(newestTime);
        target.writeBoolean(resting);
        target.writeInt(learned.length);
        target.write(learned);
        habits.write(target);
        history.write(target);
        target.writeShort(panes.size());
        for (SeriesPane pane : panes) {
            pane.write(target);
        }
    }

    public static Series read(DataInput source) throws IOException {
        long timer = source.readLong();
        long begin = source.readLong();
        long newestPane = source.readLong();
        long open = source.readLong();
        long newestTime = source.readLong();
        boolean resting = source.readBoolean();
        byte[] learned = new byte[source.readInt()];
        source.readFully(learned);
        SourceHabits habits = SourceHabits.read(source);
        PaneHistory history = PaneHistory.read(source);
        int size = source.readShort();
        List<SeriesPane> panes = new ArrayList<>(Math.max(2, size));
        for (int index = 0; index < size; index++) {
            panes.add(SeriesPane.read(source));
        }
        Series series = new Series(learned, panes);
        series.timer = timer;
        series.begin = begin;
        series.newestPane = newestPane;
        series.open = open;
        series.newestTime = newestTime;
        series.resting = resting;
        series.habits = habits;
        series.history = history;
        return series;
    }

    /** What its newest record meant, as it was kept beside {@link #write}. */
    public void restore(Hit hit) {
        newest = hit;
    }
}
