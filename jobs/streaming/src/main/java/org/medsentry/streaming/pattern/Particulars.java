package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.streaming.state.Varints;

/**
 * What of a record only documents need: how it is cited, where it was, what it is about. Most records are never part of a
 * document, so it travels and lies in state as bytes that nobody looks into; they are made once for all keys of a record.
 */
final class Particulars {

    private static final int USUAL_SIZE = 256;

    /** Of what stands by itself. */
    static final Particulars NONE = of(List.of(), null, null);

    private final byte[] packed;
    private Content content;

    private record Content(List<Evidence> evidence, RegionReference region, Subject subject) {}

    private Particulars(byte[] packed, Content content) {
        this.packed = packed;
        this.content = content;
    }

    /** @param subject null where nobody asks for it */
    static Particulars of(List<Evidence> evidence, RegionReference region, Subject subject) {
        Content content = new Content(evidence, region, subject);
        try {
            DataOutputSerializer packing = new DataOutputSerializer(USUAL_SIZE);
            PackedCitation.of(evidence).write(packing);
            packing.writeBoolean(region != null);
            if (region != null) {
                RoutedRecordSerializer.writeRegion(region, packing);
            }
            packing.writeBoolean(subject != null);
            if (subject != null) {
                RoutedRecordSerializer.writeSubject(subject, packing);
            }
            return new Particulars(packing.getCopyOfBuffer(), content);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written to", impossible);
        }
    }

    /** How it is cited, to be kept by itself. */
    PackedCitation citation() {
        try {
            return PackedCitation.read(new DataInputDeserializer(packed));
        } catch (IOException damaged) {
            throw damaged(damaged);
        }
    }

    List<Evidence> evidence() {
        return content().evidence();
    }

    RegionReference region() {
        return content().region();
    }

    Subject subject() {
        return content().subject();
    }

    private Content content() {
        if (content == null) {
            DataInputDeserializer source = new DataInputDeserializer(packed);
            try {
                content = new Content(
                        PackedCitation.read(source).records(),
                        source.readBoolean() ? RoutedRecordSerializer.readRegion(source) : null,
                        source.readBoolean() ? RoutedRecordSerializer.readSubject(source) : null);
            } catch (IOException damaged) {
                throw damaged(damaged);
            }
        }
        return content;
    }

    private static UncheckedIOException damaged(IOException reason) {
        return new UncheckedIOException("the particulars of a record cannot be read", reason);
    }

    void write(DataOutputView target) throws IOException {
        Varints.write(packed.length, target);
        target.write(packed);
    }

    static Particulars read(DataInputView source) throws IOException {
        byte[] packed = new byte[(int) Varints.read(source)];
        source.readFully(packed);
        return new Particulars(packed, null);
    }
}
