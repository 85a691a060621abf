package org.medsentry.streaming.pattern;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.detectors.disproportionality.CountedReport;
import org.medsentry.streaming.state.PackedSerializer;
import org.medsentry.streaming.state.Texts;
import org.medsentry.streaming.state.Varints;

/** What a report counts, in packed bytes. */
final class CountedReportSerializer extends PackedSerializer<CountedReport> {

    private static final long serialVersionUID = 1;

    @Override
    protected int format() {
        return 1;
    }

    @Override
    protected void write(CountedReport report, DataOutputView target) throws IOException {
        Varints.write(report.version(), target);
        Texts.writeAll(report.products(), target);
        Texts.writeAll(report.reactions(), target);
    }

    @Override
    protected CountedReport read(int format, DataInputView source) throws IOException {
        return new CountedReport((int) Varints.read(source), Texts.readAll(source), Texts.readAll(source));
    }

    @Override
    public CountedReport copy(CountedReport from) {
        return from;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<CountedReport> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CountedReport> {
        public Snapshot() {
            super(CountedReportSerializer::new);
        }
    }
}
