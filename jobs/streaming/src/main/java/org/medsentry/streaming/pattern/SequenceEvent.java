package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Captures;
import org.medsentry.rules.Hit;
import org.medsentry.rules.Raise;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.state.RecordHash;
import org.medsentry.streaming.state.RuleValues;
import org.medsentry.streaming.state.Varints;

/**
 * A record as sequences remember it. What most records never need again, unless they become part of a match, stays packed as
 * it was read from state.
 */
final class SequenceEvent {

    /** How it is cited is almost always as what it is. */
    private static final int CITED_AS_ITSELF = 1;

    private static final int CITED_OTHERWISE = 0;

    private final long time;
    private final long idHash;
    private final long met;
    private final byte[] packed;
    private Content content;

    /** All but what order and first conditions need. */
    private record Content(
            RecordIdentity identity,
            List<Evidence> evidence,
            RegionReference region,
            Captures captures,
            Subject subject,
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
                idHash(routed.identity()),
                hit.met(),
                null,
                new Content(
                        routed.identity(),
                        routed.evidence(),
                        routed.region(),
                        hit.captures(),
                        hit.subject(),
                        hit.raises()));
    }

    /** Stands for the record among all versions of it. */
    static long idHash(RecordIdentity identity) {
        return RecordHash.of(identity.id());
    }

    long time() {
        return time;
    }

    long idHash() {
        return idHash;
    }

    boolean isMet(int condition) {
        return (met & 1L << condition) != 0;
    }

    RecordIdentity identity() {
        return content().identity();
    }

    List<Evidence> evidence() {
        return content().evidence();
    }

    RegionReference region() {
        return content().region();
    }

    Captures captures() {
        return content().captures();
    }

    /** What it meant to the watch. */
    Hit hit(String watchId, SubjectKey key) {
        Content known = content();
        return new Hit(watchId, key, met, Hit.NO_VALUES, null, known.captures(), known.subject(), known.raises());
    }

    /** The record as it came, without what it meant. */
    RoutedRecord routed(SubjectKey key) {
        Content known = content();
        return new RoutedRecord(
                key, known.identity(), known.evidence(), known.region(), 0, List.of(), List.of(), List.of());
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
        if (packed != null) {
            Varints.write(packed.length, target);
            target.write(packed);
            return;
        }
        DataOutputSerializer bytes = new DataOutputSerializer(192);
        writeContent(content, bytes);
        Varints.write(bytes.length(), target);
        target.write(bytes.getSharedBuffer(), 0, bytes.length());
    }

    static SequenceEvent read(long base, DataInputView source) throws IOException {
        long idHash = source.readLong();
        long time = base + Varints.readSigned(source);
        long met = Varints.read(source);
        byte[] packed = new byte[(int) Varints.read(source)];
        source.readFully(packed);
        return new SequenceEvent(time, idHash, met, packed, null);
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
        List<Evidence> evidence = content.evidence();
        Evidence only = evidence.size() == 1 ? evidence.get(0) : null;
        if (only != null && isItself(content.identity(), only)) {
            target.writeByte(CITED_AS_ITSELF);
            EvidenceFormat.writePlaces(only, target);
        } else {
            target.writeByte(CITED_OTHERWISE);
            Varints.write(evidence.size(), target);
            for (Evidence cited : evidence) {
                EvidenceFormat.write(cited, target);
            }
        }
        target.writeBoolean(content.region() != null);
        if (content.region() != null) {
            RoutedRecordSerializer.writeRegion(content.region(), target);
        }
        RuleValues.writeCaptures(content.captures(), target);
        RoutedRecordSerializer.writeSubject(content.subject(), target);
        RoutedRecordSerializer.writeRaises(content.raises(), target);
    }

    private static boolean isItself(RecordIdentity identity, Evidence evidence) {
        return evidence.eventId().equals(identity.eventId())
                && evidence.source().equals(identity.source())
                && evidence.stream().equals(identity.stream())
                && identity.time().equals(evidence.occurredAt());
    }

    private static Content readContent(DataInputView source) throws IOException {
        RecordIdentity identity = RecordIdentity.read(source);
        List<Evidence> evidence;
        if (source.readByte() == CITED_AS_ITSELF) {
            evidence = List.of(EvidenceFormat.readPlaces(
                    identity.stream(), identity.source(), identity.eventId(), identity.time(), source));
        } else {
            int size = (int) Varints.read(source);
            evidence = new ArrayList<>(size);
            for (int index = 0; index < size; index++) {
                evidence.add(EvidenceFormat.read(source));
            }
        }
        RegionReference region = source.readBoolean() ? RoutedRecordSerializer.readRegion(source) : null;
        return new Content(
                identity,
                evidence,
                region,
                RuleValues.readCaptures(source),
                RoutedRecordSerializer.readSubject(source),
                RoutedRecordSerializer.readRaises(source));
    }
}
