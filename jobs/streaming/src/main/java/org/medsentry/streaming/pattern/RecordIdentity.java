package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.state.Texts;

/**
 * Which record it is, whatever became of it: the same (stream, source, eventId) is the same record, a higher version replaces
 * it.
 *
 * @param time its stream time
 */
public record RecordIdentity(String stream, String source, String eventId, int version, Instant time) {

    /** What signals are called as records. */
    private static final String SIGNALS = "signals";

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

    /** The record among all versions of it. */
    public String id() {
        return stream + '\u0000' + source + '\u0000' + eventId;
    }

    void write(DataOutputView target) throws IOException {
        Texts.write(stream, target);
        Texts.write(source, target);
        Texts.write(eventId, target);
        target.writeInt(version);
        Texts.writeTime(time, target);
    }

    static RecordIdentity read(DataInputView input) throws IOException {
        return new RecordIdentity(
                Texts.read(input), Texts.read(input), Texts.read(input), input.readInt(), Texts.readTime(input));
    }
}
