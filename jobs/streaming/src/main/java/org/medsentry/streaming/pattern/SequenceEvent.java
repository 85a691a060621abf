package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Captures;
import org.medsentry.rules.Hit;
import org.medsentry.rules.Raise;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.state.Packing;
import org.medsentry.streaming.state.RuleValues;
import org.medsentry.streaming.state.Varints;

/**
 * A record as sequences remember it. What most records never need again, unless they become part of a match, stays packed as
 * it was read from state.
 */
final class SequenceEvent {

    private final long time;
    private final long idHash;
    private final long met;
    private final byte[] packed;
    private Content content;

    /** All but what order and first conditions need. */
    private record Content(
            RecordIdentity identity,
            Particulars particulars,
            Captures captures,
            Supplier<Subject> about,
            List<Raise> raises) {}

    private SequenceEvent(long time, long idHash, long met, byte[] packed, Content content) {
        this.time = time;
        this.idHash = idHash;
        this.met = met;
        this.packed = packed;
        this.content = content;
    }

    static SequenceEvent of(RoutedRecord routed, Hit hit) {
        return new SequenceEvent(
                routed.time(),
                routed.identity().hash(),
                hit.met(),
                null,
                new Content(routed.identity(), routed.particulars(), hit.captures(), hit.about(), hit.raises()));
    }

    long time() {
        return time;
    }

    /** Stands for the record among all versions of it. */
    long idHash() {
        return idHash;
    }

    /** Which conditions it meets by itself, a bit each. */
    long met() {
        return met;
    }

    boolean isMet(int condition) {
        return (met & 1L << condition) != 0;
    }

    RecordIdentity identity() {
        return content().identity();
    }

    List<Evidence> evidence() {
        return content().particulars().evidence();
    }

    RegionReference region() {
        return content().particulars().region();
    }

    Captures captures() {
        return content().captures();
    }

    /** What it meant to the watch. */
    Hit hit(String watchId, SubjectKey key) {
        Content known = content();
        return new Hit(watchId, key, met, Hit.NO_VALUES, null, known.captures(), known.about(), known.raises());
    }

    /** The record as it came, without what it meant. */
    RoutedRecord routed(SubjectKey key) {
        Content known = content();
        return new RoutedRecord(key, known.identity(), known.particulars(), 0, List.of(), List.of(), List.of());
    }

    private Content content() {
        if (content == null) {
            try {
                content = readContent(new DataInputDeserializer(packed));
            } catch (IOException broken) {
                throw new IllegalStateException("a record in state cannot be read", broken);
            }
        }
        return content;
    }

    /** Times are told from one that the reader knows. */
    void write(long base, DataOutputView target) throws IOException {
        target.writeLong(idHash);
        Varints.writeSigned(time - base, target);
        Varints.write(met, target);
        Packing.write(packed == null ? Packing.pack(content, SequenceEvent::writeContent) : packed, target);
    }

    static SequenceEvent read(long base, DataInputView source) throws IOException {
        long idHash = source.readLong();
        long time = base + Varints.readSigned(source);
        long met = Varints.read(source);
        return new SequenceEvent(time, idHash, met, Packing.read(source), null);
    }

    /** Passes over an event. @return its {@link #idHash()} */
    static long skip(DataInputView source) throws IOException {
        long idHash = source.readLong();
        Varints.readSigned(source);
        Varints.read(source);
        source.skipBytesToRead((int) Varints.read(source));
        return idHash;
    }

    private static void writeContent(Content content, DataOutputView target) throws IOException {
        content.identity().write(target);
        content.particulars().write(target);
        RuleValues.writeCaptures(content.captures(), target);
        RoutedRecordSerializer.writeAbout(content.about(), content.particulars(), target);
        RoutedRecordSerializer.writeRaises(content.raises(), target);
    }

    private static Content readContent(DataInputView source) throws IOException {
        RecordIdentity identity = RecordIdentity.read(source);
        Particulars particulars = Particulars.read(source);
        Captures captures = RuleValues.readCaptures(source);
        Supplier<Subject> about = RoutedRecordSerializer.readAbout(particulars, source);
        return new Content(identity, particulars, captures, about, RoutedRecordSerializer.readRaises(source));
    }
}
