package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.medsentry.detectors.catalogue.PaneLength;

/**
 * How much one source usually sends to a series, to notice the pane in which it was silent, wholly or for a part. It is silent where it
 * sends at most a quarter of the usual and chance would not explain that: under a Poisson law so little would come less than once in
 * 100,000 times, reckoned over all panes of the lull together (Chernoff's bound of the lower tail). So a source that sends many a day is
 * missed on the first day, one that sends a few after some days, and one that sends next to nothing never. A lull that comes back on the
 * same day of three weeks is a habit (as of those who do not work on Sundays), and so is one of three weeks: then the source is gone.
 */
final class SourceHabit {

    private static final int WEEKS = 3;
    private static final int MEMORY = 7 * WEEKS;
    private static final double SMALL_SHARE = .25;
    private static final double STRANGE = -Math.log(1e-5);

    private final long id;
    private final float[] recent;

    /** Bit {@code i}: the source was silent {@code i} panes before the newest one. */
    private int silences;

    private int known;

    /** Of the lull that goes on: how many panes, what came and what would usually come in each. */
    private int lull;

    private double lullCount;
    private double lullUsual;

    SourceHabit(long id) {
        this(id, new float[MEMORY]);
    }

    private SourceHabit(long id, float[] recent) {
        this.id = id;
        this.recent = recent;
    }

    long id() {
        return id;
    }

    /** What it usually sends; 0 where it is not known yet, or where it sends nothing any more. */
    double usual(PaneLength length) {
        if (lull > 0) {
            return lullUsual;
        }
        double sum = 0;
        int heard = 0;
        for (int ago = 1; ago <= Math.min(known, MEMORY); ago++) {
            if ((silences >>> ago - 1 & 1) == 0) {
                sum += recent(ago);
                heard++;
            }
        }
        int least = length == PaneLength.DAY ? 7 : WEEKS;
        return heard < least ? 0 : sum / heard;
    }

    private float recent(int ago) {
        return recent[Math.floorMod(known - ago, MEMORY)];
    }

    /**
     * Takes what it sent to the next pane.
     *
     * @return of how many panes up to this one it is known by now that it was silent
     */
    int take(int count, PaneLength length) {
        double usual = usual(length);
        boolean low = usual > 0 && count <= SMALL_SHARE * usual && !isHabit(usual, length);
        recent[known % MEMORY] = count;
        known = known + 1 == 2 * MEMORY ? MEMORY : known + 1;
        silences <<= 1;
        if (!low) {
            lull = 0;
            return 0;
        }
        if (lull == 0) {
            lullUsual = usual;
            lullCount = 0;
        }
        lull++;
        lullCount += count;
        double expected = lull * lullUsual;
        double strangeness = expected - lullCount + (lullCount == 0 ? 0 : lullCount * Math.log(lullCount / expected));
        if (strangeness < STRANGE) {
            return 0;
        }
        silences |= (1 << Math.min(lull, MEMORY)) - 1;
        return lull;
    }

    /** Whether it has sent as little on the same day of the last three weeks. */
    private boolean isHabit(double usual, PaneLength length) {
        int period = length == PaneLength.DAY ? 7 : 1;
        if (known < WEEKS * period) {
            return false;
        }
        for (int week = 1; week <= WEEKS; week++) {
            if (recent(week * period) > SMALL_SHARE * usual) {
                return false;
            }
        }
        return true;
    }

    SourceHabit copy() {
        SourceHabit copy = new SourceHabit(id, recent.clone());
        copy.silences = silences;
        copy.known = known;
        copy.lull = lull;
        copy.lullCount = lullCount;
        copy.lullUsual = lullUsual;
        return copy;
    }

    void write(DataOutput target) throws IOException {
        target.writeLong(id);
        target.writeByte(known);
        for (int ago = Math.min(known, MEMORY); ago > 0; ago--) {
            target.writeFloat(recent(ago));
        }
        target.writeInt(silences);
        target.writeShort(lull);
        target.writeDouble(lullCount);
        target.writeDouble(lullUsual);
    }

    static SourceHabit read(DataInput source) throws IOException {
        SourceHabit habit = new SourceHabit(source.readLong());
        habit.known = source.readByte();
        for (int ago = Math.min(habit.known, MEMORY); ago > 0; ago--) {
            habit.recent[Math.floorMod(habit.known - ago, MEMORY)] = source.readFloat();
        }
        habit.silences = source.readInt();
        habit.lull = source.readShort();
        habit.lullCount = source.readDouble();
        habit.lullUsual = source.readDouble();
        return habit;
    }
}
