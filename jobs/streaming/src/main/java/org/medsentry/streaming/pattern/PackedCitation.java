package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.count.Citation;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.streaming.state.Packing;
import org.medsentry.streaming.state.Varints;

/** A citation as it lies in packed state: most are never looked at, so they are not unpacked either. */
final class PackedCitation implements Citation {

    private final byte[] packed;
    private List<Evidence> records;

    private PackedCitation(byte[] packed) {
        this.packed = packed;
    }

    /** Packed at once, where many of them are kept in memory. */
    static PackedCitation of(List<Evidence> records) {
        return new PackedCitation(pack(records));
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

    static byte[] pack(List<Evidence> records) {
        return Packing.pack(records, (all, target) -> {
            Varints.write(all.size(), target);
            for (Evidence evidence : all) {
                EvidenceFormat.write(evidence, target);
            }
        });
    }

    void write(DataOutputView target) throws IOException {
        Packing.write(packed, target);
    }

    static PackedCitation read(DataInputView source) throws IOException {
        return new PackedCitation(Packing.read(source));
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
