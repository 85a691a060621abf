package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.detectors.series.SeriesState;
import org.medsentry.rules.Hit;
import org.medsentry.schemas.document.RegionReference;

/**
 * All that is remembered of one series: what its detector has learned of panes that nothing changes any more, the panes that still can
 * change, and how much its sources usually send. Mutable; {@link SeriesWatch} knows what to do with it.
 */
public final class Series {

    public static final long NO_TIMER = Long.MIN_VALUE;

    /** Learned up to the first of the panes below. */
    SeriesState learned;

    SourceHabits habits = new SourceHabits();

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
    private RegionReference place;
    private long newestTime = Long.MIN_VALUE;
    private boolean resting;

    public Series(SeriesState learned) {
        this(learned, new ArrayList<>(2));
    }

    private Series(SeriesState learned, List<SeriesPane> panes) {
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

    /** The region that its key names, or null. */
    public RegionReference place() {
        return place;
    }

    /** @param region where its key names one, else null */
    public void meet(long time, Hit hit, RegionReference region) {
        if (time >= newestTime) {
            newestTime = time;
            newest = hit;
            place = region;
        }
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
        Series copy = new Series(learned.copy(), copies);
        copy.habits = habits.copy();
        copy.begin = begin;
        copy.newestPane = newestPane;
        copy.open = open;
        copy.timer = timer;
        copy.newest = newest;
        copy.place = place;
        copy.newestTime = newestTime;
        copy.resting = resting;
        return copy;
    }

    /** All but {@link #newest} and {@link #place}. */
    public void write(DataOutput target, CitationFormat format) throws IOException {
        target.writeLong(timer);
        target.writeLong(begin);
        target.writeLong(newestPane);
        target.writeLong(open);
        target.writeLong(newestTime);
        target.writeBoolean(resting);
        target.writeLong(learned.learned());
        target.writeShort(learned.counts().length);
        for (float count : learned.counts()) {
            target.writeFloat(count);
        }
        target.writeShort(learned.sums().length);
        for (double sum : learned.sums()) {
            target.writeDouble(sum);
        }
        habits.write(target);
        target.writeShort(panes.size());
        for (SeriesPane pane : panes) {
            pane.write(target, format);
        }
    }

    public static Series read(DataInput source, CitationFormat format) throws IOException {
        long timer = source.readLong();
        long begin = source.readLong();
        long newestPane = source.readLong();
        long open = source.readLong();
        long newestTime = source.readLong();
        boolean resting = source.readBoolean();
        long panesLearned = source.readLong();
        float[] counts = new float[source.readShort()];
        for (int index = 0; index < counts.length; index++) {
            counts[index] = source.readFloat();
        }
        double[] sums = new double[source.readShort()];
        for (int index = 0; index < sums.length; index++) {
            sums[index] = source.readDouble();
        }
        SourceHabits habits = SourceHabits.read(source);
        int size = source.readShort();
        List<SeriesPane> panes = new ArrayList<>(Math.max(2, size));
        for (int index = 0; index < size; index++) {
            panes.add(SeriesPane.read(source, format));
        }
        Series series = new Series(new SeriesState(counts, sums, panesLearned), panes);
        series.timer = timer;
        series.begin = begin;
        series.newestPane = newestPane;
        series.open = open;
        series.newestTime = newestTime;
        series.resting = resting;
        series.habits = habits;
        return series;
    }

    /** What its newest record meant, as it was kept beside {@link #write}. */
    public void restore(Hit hit, RegionReference region) {
        newest = hit;
        place = region;
    }
}
