package org.medsentry.streaming.pattern;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Hit;
import org.medsentry.rules.baseline.CitationFormat;
import org.medsentry.rules.baseline.Series;
import org.medsentry.rules.count.Citation;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.state.PackedSerializer;

/** Packs a series: the arrays of its detector's state as they are, citations in bytes until somebody asks. */
final class SeriesSerializer extends PackedSerializer<Series> {

    private static final long serialVersionUID = 1;

    private static final CitationFormat CITATIONS = new CitationFormat() {
        @Override
        public void write(Citation citation, DataOutput target) throws IOException {
            PackedCitation.write(citation, (DataOutputView) target);
        }

        @Override
        public Citation read(DataInput source) throws IOException {
            return PackedCitation.read((DataInputView) source);
        }
    };

    @Override
    protected int format() {
        return 1;
    }

    @Override
    protected void write(Series series, DataOutputView target) throws IOException {
        series.write(target, CITATIONS);
        Hit newest = series.newest();
        target.writeBoolean(newest != null);
        if (newest != null) {
            RoutedRecordSerializer.writeKey(newest.key(), target);
            RoutedRecordSerializer.writeHit(newest, target);
        }
        target.writeBoolean(series.place() != null);
        if (series.place() != null) {
            RoutedRecordSerializer.writeRegion(series.place(), target);
        }
    }

    @Override
    protected Series read(int format, DataInputView source) throws IOException {
        Series series = Series.read(source, CITATIONS);
        Hit newest = null;
        if (source.readBoolean()) {
            SubjectKey key = RoutedRecordSerializer.readKey(source);
            newest = RoutedRecordSerializer.readHit(key, source);
        }
        RegionReference place = source.readBoolean() ? RoutedRecordSerializer.readRegion(source) : null;
        series.restore(newest, place);
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
