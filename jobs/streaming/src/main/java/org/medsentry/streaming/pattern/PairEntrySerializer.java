package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.detectors.disproportionality.PairEntry;
import org.medsentry.detectors.disproportionality.PairEntry.Citation;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.streaming.state.PackedSerializer;
import org.medsentry.streaming.state.Varints;

/** A pair of product and reaction in packed bytes. */
final class PairEntrySerializer extends PackedSerializer<PairEntry<Evidence>> {

    private static final long serialVersionUID = 1;

    @Override
    protected int format() {
        return 1;
    }

    @Override
    protected void write(PairEntry<Evidence> entry, DataOutputView target) throws IOException {
        Varints.write(entry.together(), target);
        target.writeByte(entry.raised());
        Varints.write(entry.newest().size(), target);
        for (Citation<Evidence> citation : entry.newest()) {
            target.writeLong(citation.report());
            EvidenceFormat.write(citation.evidence(), target);
        }
    }

    @Override
    protected PairEntry<Evidence> read(int format, DataInputView source) throws IOException {
        long together = Varints.read(source);
        int raised = source.readByte();
        int size = (int) Varints.read(source);
        List<Citation<Evidence>> newest = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            newest.add(new Citation<>(source.readLong(), EvidenceFormat.read(source)));
        }
        return new PairEntry<>(together, raised, newest);
    }

    @Override
    public PairEntry<Evidence> copy(PairEntry<Evidence> from) {
        return from;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<PairEntry<Evidence>> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PairEntry<Evidence>> {
        public Snapshot() {
            super(PairEntrySerializer::new);
        }
    }
}
