package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.streaming.state.Packing;

/**
 * What of a record only documents need: how it is cited, where it was, what it is about. Most records are never part of a
 * document, so it travels and lies in state as bytes that nobody looks into; they are made once for all keys of a record, and
 * those of a place once for all records from there.
 */
final class Particulars {

    /** Of what stands by itself. */
    static final Particulars NONE = of(List.of(), null, null);

    private final byte[] citation;
    private final byte[] about;
    private final byte[] place;
    private final Supplier<Subject> subject = this::subject;
    private Content content;

    private record Content(List<Evidence> evidence, RegionReference region, Subject subject) {}

    private Particulars(byte[] citation, byte[] about, byte[] place, Content content) {
        this.citation = citation;
        this.about = about;
        this.place = place;
        this.content = content;
    }

    /** @param subject null where nobody asks for it */
    static Particulars of(List<Evidence> evidence, RegionReference region, Subject subject) {
        return of(evidence, region, PackedRegions.pack(region), subject);
    }

    /** @param packedRegion the region as {@link PackedRegions} packs it */
    static Particulars of(List<Evidence> evidence, RegionReference region, byte[] packedRegion, Subject subject) {
        return new Particulars(
                PackedCitation.pack(evidence),
                Packing.pack(subject, SubjectFormat::write),
                packedRegion,
                new Content(evidence, region, subject));
    }

    /** The same elsewhere. */
    Particulars at(RegionReference region, byte[] packedRegion) {
        return new Particulars(citation, about, packedRegion, new Content(evidence(), region, subject()));
    }

    /** How it is cited, to be kept by itself. */
    PackedCitation citation() {
        return PackedCitation.of(citation);
    }

    List<Evidence> evidence() {
        return content().evidence();
    }

    RegionReference region() {
        return content().region();
    }

    /** Of the region; null where there is none. Looks at nothing else. */
    String regionCode() {
        try {
            return PackedRegions.code(place);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the region of a record cannot be read", damaged);
        }
    }

    Subject subject() {
        return content().subject();
    }

    /** Gives {@link #subject()}, always the same object. */
    Supplier<Subject> about() {
        return subject;
    }

    private Content content() {
        if (content == null) {
            try {
                content = new Content(
                        citation().records(),
                        PackedRegions.unpack(place),
                        SubjectFormat.read(new DataInputDeserializer(about)));
            } catch (IOException damaged) {
                throw new UncheckedIOException("the particulars of a record cannot be read", damaged);
            }
        }
        return content;
    }

    void write(DataOutputView target) throws IOException {
        Packing.write(citation, target);
        Packing.write(about, target);
        Packing.write(place, target);
    }

    static Particulars read(DataInputView source) throws IOException {
        return new Particulars(Packing.read(source), Packing.read(source), Packing.read(source), null);
    }
}
