package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Fingerprint;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.state.Packing;
import org.medsentry.streaming.state.Texts;

/**
 * Which record it is, whatever became of it: the same (stream, source, eventId) is the same record, a higher version replaces
 * it. Behind the shuffle most records are told apart by hash alone, so the names are packed once for all keys of a record and
 * stay packed until somebody asks.
 */
public final class RecordIdentity {

    /** What signals are called as records. */
    private static final String SIGNALS = "signals";

    private final long hash;
    private final int version;
    private final Instant time;
    private final byte[] packed;
    private Names names;

    private record Names(String stream, String source, String eventId) {

        String id() {
            return stream + '\u0000' + source + '\u0000' + eventId;
        }

        byte[] packed() {
            return Packing.pack(this, (names, target) -> {
                Texts.writeRecurring(names.stream, target);
                Texts.writeRecurring(names.source, target);
                Texts.write(names.eventId, target);
            });
        }

        static Names unpacked(byte[] packed) {
            try {
                DataInputDeserializer source = new DataInputDeserializer(packed);
                return new Names(Texts.read(source), Texts.read(source), Texts.read(source));
            } catch (IOException damaged) {
                throw new UncheckedIOException("the names of a record cannot be read", damaged);
            }
        }
    }

    /** @param time its stream time */
    public RecordIdentity(String stream, String source, String eventId, int version, Instant time) {
        this.names = new Names(stream, source, eventId);
        this.hash = Fingerprint.of(names.id());
        this.version = version;
        this.time = time;
        this.packed = names.packed();
    }

    private RecordIdentity(long hash, int version, Instant time, byte[] packed) {
        this.hash = hash;
        this.version = version;
        this.time = time;
        this.packed = packed;
    }

    public static RecordIdentity of(StreamRecord record) {
        return new RecordIdentity(
                record.stream().id(), record.source(), record.eventId(), record.version(), record.streamTime());
    }

    public static RecordIdentity of(Signal signal) {
        return new RecordIdentity(SIGNALS, signal.ruleId(), signal.signalId(), 1, signal.lastEventAt());
    }

    public static RecordIdentity of(Sighting sighting) {
        return new RecordIdentity(sighting.stream(), sighting.source(), sighting.eventId(), 1, sighting.occurredAt());
    }

    public String stream() {
        return names().stream();
    }

    /** Read by itself: counts by source ask every record for it, and for no other name. */
    public String source() {
        if (names != null) {
            return names.source();
        }
        try {
            DataInputDeserializer source = new DataInputDeserializer(packed);
            Texts.readRecurring(source); // the stream
            return Texts.readRecurring(source);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the source of a record cannot be read", damaged);
        }
    }

    public String eventId() {
        return names().eventId();
    }

    public int version() {
        return version;
    }

    public Instant time() {
        return time;
    }

    /** The record among all versions of it. */
    public String id() {
        return names().id();
    }

    /** The {@link Fingerprint} of {@link #id()}. */
    public long hash() {
        return hash;
    }

    private Names names() {
        if (names == null) {
            names = Names.unpacked(packed);
        }
        return names;
    }

    void write(DataOutputView target) throws IOException {
        target.writeLong(hash);
        target.writeInt(version);
        Texts.writeTime(time, target);
        Packing.write(packed, target);
    }

    static RecordIdentity read(DataInputView source) throws IOException {
        long hash = source.readLong();
        int version = source.readInt();
        Instant time = Texts.readTime(source);
        return new RecordIdentity(hash, version, time, Packing.read(source));
    }
}
