package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.count.Citation;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.streaming.state.Varints;

/** A citation as it lies in packed state: most are never looked at, so they are not unpacked either. */
final class PackedCitation implements Citation {

    private static final int USUAL_SIZE = 128;

    private final byte[] packed;
    private List<Evidence> records;

    private PackedCitation(byte[] packed) {
        this.packed = packed;
    }

    /** Packed at once, where many of them are kept in memory. */
    static PackedCitation of(List<Evidence> records) {
        try {
            return new PackedCitation(pack(records).getCopyOfBuffer());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written to", impossible);
        }
    }

    static PackedCitation of(Citation citation) {
        return citation instanceof PackedCitation known ? known : of(citation.records());
    }

    static PackedCitation of(byte[] packed) {
        return new PackedCitation(packed);
    }

    byte[] packed() {
        return packed;
    }

    private static DataOutputSerializer pack(List<Evidence> records) throws IOException {
        DataOutputSerializer packing = new DataOutputSerializer(USUAL_SIZE);
        Varints.write(records.size(), packing);
        for (Evidence evidence : records) {
            EvidenceFormat.write(evidence, packing);
        }
        return packing;
    }

    void write(DataOutputView target) throws IOException {
        Varints.write(packed.length, target);
        target.write(packed);
    }

    static PackedCitation read(DataInputView source) throws IOException {
        byte[] packed = new byte[(int) Varints.read(source)];
        source.readFully(packed);
        return new PackedCitation(packed);
    }

    @Override
    public List<Evidence> records() {
        if (records == null) {
            records = unpack();
        }
        return records;
    }

    private List<Evidence> unpack() {
        DataInputDeserializer source = new DataInputDeserializer(packed);
        try {
            int size = (int) Varints.read(source);
            List<Evidence> unpacked = new ArrayList<>(size);
            for (int index = 0; index < size; index++) {
                unpacked.add(EvidenceFormat.read(source));
            }
            return unpacked;
        } catch (IOException damaged) {
            throw new UncheckedIOException("a citation in state cannot be read", damaged);
        }
    }
}
