package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
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
 * document, so it travels and lies in state as bytes that nobody looks into; they are made once for all keys of a record, and
 * those of a place once for all records from there.
 */
final class Particulars {

    private static final int USUAL_SIZE = 192;

    /** Of what stands by itself. */
    static final Particulars NONE = of(List.of(), null, null);

    private final byte[] record;
    private final byte[] place;
    private final Supplier<Subject> about = this::subject;
    private Content content;

    private record Content(List<Evidence> evidence, RegionReference region, Subject subject) {}

    private Particulars(byte[] record, byte[] place, Content content) {
        this.record = record;
        this.place = place;
        this.content = content;
    }

    /** @param subject null where nobody asks for it */
    static Particulars of(List<Evidence> evidence, RegionReference region, Subject subject) {
        return of(evidence, region, PackedRegions.pack(region), subject);
    }

    /** @param packedRegion the region as {@link PackedRegions} packs it */
    static Particulars of(List<Evidence> evidence, RegionReference region, byte[] packedRegion, Subject subject) {
        try {
            DataOutputSerializer packing = new DataOutputSerializer(USUAL_SIZE);
            PackedCitation.of(evidence).write(packing);
            SubjectFormat.write(subject, packing);
            return new Particulars(packing.getCopyOfBuffer(), packedRegion, new Content(evidence, region, subject));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written to", impossible);
        }
    }

    /** The same elsewhere. */
    Particulars at(RegionReference region, byte[] packedRegion) {
        return new Particulars(record, packedRegion, new Content(evidence(), region, subject()));
    }

    /** How it is cited, to be kept by itself. */
    PackedCitation citation() {
        try {
            return PackedCitation.read(new DataInputDeserializer(record));
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

    /** Gives {@link #subject()}, always the same object. */
    Supplier<Subject> about() {
        return about;
    }

    private Content content() {
        if (content == null) {
            DataInputDeserializer source = new DataInputDeserializer(record);
            try {
                content = new Content(
                        PackedCitation.read(source).records(), PackedRegions.unpack(place), SubjectFormat.read(source));
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
        Varints.write(record.length, target);
        target.write(record);
        Varints.write(place.length, target);
        target.write(place);
    }

    static Particulars read(DataInputView source) throws IOException {
        byte[] record = bytes(source);
        return new Particulars(record, bytes(source), null);
    }

    private static byte[] bytes(DataInputView source) throws IOException {
        byte[] bytes = new byte[(int) Varints.read(source)];
        source.readFully(bytes);
        return bytes;
    }
}
