package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.streaming.state.PackedSerializer;

/**
 * What is remembered of a source to notice its silence. Where partitions are read at different speed, a record may be far ahead
 * of stream time: whether the source was silent before it is not known until stream time has passed the silence, or until the
 * records in between have come. Until then what lies beyond the gap is a period of its own.
 */
final class SourceActivity {

    static final long NO_TIMER = Long.MIN_VALUE;

    /** When somebody looks after it by stream time. */
    long timer = NO_TIMER;

    /** The same by the wall clock. */
    long wallTimer = NO_TIMER;

    /** By the wall clock: when the last sign of life came. */
    long arrivedAt;

    /** Of periods whose end has been told, and of what came too late for any. */
    private final ActiveDays before;

    /** In the order of time; between two of them lies a silence that is not certain yet. */
    private final List<ActivePeriod> periods;

    SourceActivity() {
        this(new ActiveDays(), new ArrayList<>(1));
    }

    private SourceActivity(ActiveDays before, List<ActivePeriod> periods) {
        this.before = before;
        this.periods = periods;
    }

    /**
     * Takes a record.
     *
     * @param silence how long a silence is that counts, in milliseconds; its end still belongs to the time of activity
     * @param watermark stream time
     * @return whether it was a sign of life; false where the silence after it has passed already, so that it only fills its day
     */
    boolean take(ActivePeriod seen, long silence, long watermark) {
        int place = 0;
        while (place < periods.size() && periods.get(place).lastMillis() + silence < seen.firstMillis()) {
            place++;
        }
        boolean touches = place < periods.size() && periods.get(place).firstMillis() <= seen.lastMillis() + silence;
        if (!touches) {
            if (isOver(seen, silence, watermark)) {
                before.addAll(seen.days());
                return false;
            }
            periods.add(place, seen);
            return true;
        }
        ActivePeriod period = periods.get(place);
        period.add(seen);
        if (place + 1 < periods.size() && periods.get(place + 1).firstMillis() <= period.lastMillis() + silence) {
            period.add(periods.remove(place + 1));
        }
        return true;
    }

    private static boolean isOver(ActivePeriod period, long silence, long time) {
        return time != Long.MIN_VALUE && period.lastMillis() + silence <= time;
    }

    boolean isSilent() {
        return periods.isEmpty();
    }

    /** When the silence after the first period is certain. */
    long due(long silence) {
        return periods.get(0).lastMillis() + silence;
    }

    /** The first period has ended; what it was remains known. */
    ActivePeriod end() {
        ActivePeriod ended = periods.remove(0);
        before.addAll(ended.days());
        return ended;
    }

    /** Whether it was active on each of so many days up to this one, which has ended. */
    boolean wasActive(long lastDay, int days) {
        return before.wasActive(lastDay, days);
    }

    SourceActivity copy() {
        List<ActivePeriod> copied = new ArrayList<>(periods.size());
        periods.forEach(period -> copied.add(period.copy()));
        SourceActivity copy = new SourceActivity(before.copy(), copied);
        copy.timer = timer;
        copy.wallTimer = wallTimer;
        copy.arrivedAt = arrivedAt;
        return copy;
    }

    /** Packs it. */
    static final class Serializer extends PackedSerializer<SourceActivity> {

        private static final long serialVersionUID = 1;

        /** Format 1 knew one last record. */
        private static final int WITH_PERIODS = 2;

        @Override
        protected int format() {
            return WITH_PERIODS;
        }

        @Override
        protected void write(SourceActivity activity, DataOutputView target) throws IOException {
            target.writeLong(activity.timer);
            target.writeLong(activity.wallTimer);
            target.writeLong(activity.arrivedAt);
            activity.before.write(target);
            target.writeInt(activity.periods.size());
            for (ActivePeriod period : activity.periods) {
                period.write(target);
            }
        }

        @Override
        protected SourceActivity read(int format, DataInputView source) throws IOException {
            if (format < WITH_PERIODS) {
                throw new IOException("silence was remembered otherwise before; begin without the old state");
            }
            long timer = source.readLong();
            long wallTimer = source.readLong();
            long arrivedAt = source.readLong();
            ActiveDays before = ActiveDays.read(source);
            int size = source.readInt();
            List<ActivePeriod> periods = new ArrayList<>(size);
            for (int index = 0; index < size; index++) {
                periods.add(ActivePeriod.read(source));
            }
            SourceActivity activity = new SourceActivity(before, periods);
            activity.timer = timer;
            activity.wallTimer = wallTimer;
            activity.arrivedAt = arrivedAt;
            return activity;
        }

        @Override
        public SourceActivity copy(SourceActivity from) {
            return from.copy();
        }

        @Override
        public TypeSerializerSnapshot<SourceActivity> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceActivity> {
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
