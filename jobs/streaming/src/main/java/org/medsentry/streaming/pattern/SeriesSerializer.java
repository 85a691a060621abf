package org.medsentry.streaming.pattern;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Hit;
import org.medsentry.rules.baseline.Series;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.state.PackedSerializer;

/** Packs a series, of which most is packed already. */
final class SeriesSerializer extends PackedSerializer<Series> {

    private static final long serialVersionUID = 1;

    @Override
    protected int format() {
        return 1;
    }

    @Override
    protected void write(Series series, DataOutputView target) throws IOException {
        series.write(target);
        Hit newest = series.newest();
        target.writeBoolean(newest != null);
        if (newest != null) {
            RoutedRecordSerializer.writeKey(newest.key(), target);
            RoutedRecordSerializer.writeHit(newest, Particulars.NONE, target);
        }
    }

    @Override
    protected Series read(int format, DataInputView source) throws IOException {
        Series series = Series.read(source);
        Hit newest = null;
        if (source.readBoolean()) {
            SubjectKey key = RoutedRecordSerializer.readKey(source);
            newest = RoutedRecordSerializer.readHit(key, Particulars.NONE, source);
        }
        series.restore(newest);
        return series;
    }

    @Override
    public Series copy(Series from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<Series> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Series> {
        public Snapshot() {
            super(SeriesSerializer::new);
        }
    }
}
