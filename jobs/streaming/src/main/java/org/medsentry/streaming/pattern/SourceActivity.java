package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Hit;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.state.PackedSerializer;

/** What is remembered of a source to notice its silence: its last record, and on which of the last 64 days it was active. */
final class SourceActivity {

    static final long NO_TIMER = Long.MIN_VALUE;

    private static final int DAYS = 64;

    RecordIdentity last;
    List<Evidence> lastEvidence;
    RegionReference lastRegion;
    Hit lastHit;
    long arrivedAt;
    long timer;
    long wallTimer = NO_TIMER;

    /** Bit {@code i}: active {@code i} days before the newest day. */
    private long activeDays;

    private long newestDay;

    void seen(long day) {
        if (activeDays == 0) {
            newestDay = day;
        }
        long ahead = day - newestDay;
        if (ahead > 0) {
            activeDays = ahead >= DAYS ? 0 : activeDays << ahead;
            newestDay = day;
        }
        long back = newestDay - day;
        if (back < DAYS) {
            activeDays |= 1L << back;
        }
    }

    /** Whether it was active on each of so many days up to this one. */
    boolean wasActive(long lastDay, int days) {
        long wanted = (days >= DAYS ? -1L : (1L << days) - 1) << (newestDay - lastDay);
        return (activeDays & wanted) == wanted;
    }

    SourceActivity copy() {
        SourceActivity copy = new SourceActivity();
        copy.last = last;
        copy.lastEvidence = lastEvidence;
        copy.lastRegion = lastRegion;
        copy.lastHit = lastHit;
        copy.arrivedAt = arrivedAt;
        copy.timer = timer;
        copy.wallTimer = wallTimer;
        copy.activeDays = activeDays;
        copy.newestDay = newestDay;
        return copy;
    }

    /** Packs it. */
    static final class Serializer extends PackedSerializer<SourceActivity> {

        private static final long serialVersionUID = 1;

        @Override
        protected int format() {
            return 1;
        }

        @Override
        protected void write(SourceActivity activity, DataOutputView target) throws IOException {
            activity.last.write(target);
            target.writeShort(activity.lastEvidence.size());
            for (Evidence evidence : activity.lastEvidence) {
                EvidenceFormat.write(evidence, target);
            }
            target.writeBoolean(activity.lastRegion != null);
            if (activity.lastRegion != null) {
                RoutedRecordSerializer.writeRegion(activity.lastRegion, target);
            }
            RoutedRecordSerializer.writeKey(activity.lastHit.key(), target);
            RoutedRecordSerializer.writeHit(activity.lastHit, target);
            target.writeLong(activity.arrivedAt);
            target.writeLong(activity.timer);
            target.writeLong(activity.wallTimer);
            target.writeLong(activity.activeDays);
            target.writeLong(activity.newestDay);
        }

        @Override
        protected SourceActivity read(int format, DataInputView source) throws IOException {
            SourceActivity activity = new SourceActivity();
            activity.last = RecordIdentity.read(source);
            int citations = source.readShort();
            activity.lastEvidence = new ArrayList<>(citations);
            for (int index = 0; index < citations; index++) {
                activity.lastEvidence.add(EvidenceFormat.read(source));
            }
            activity.lastRegion = source.readBoolean() ? RoutedRecordSerializer.readRegion(source) : null;
            SubjectKey key = RoutedRecordSerializer.readKey(source);
            activity.lastHit = RoutedRecordSerializer.readHit(key, source);
            activity.arrivedAt = source.readLong();
            activity.timer = source.readLong();
            activity.wallTimer = source.readLong();
            activity.activeDays = source.readLong();
            activity.newestDay = source.readLong();
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
