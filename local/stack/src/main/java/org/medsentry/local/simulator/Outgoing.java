package org.medsentry.local.simulator;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetterReason;

/**
 * A record on its way to the broker, with what is known of it.
 *
 * @param eventId null of a bad record, whose number may be broken
 * @param badReason why ingest has to refuse it, or null
 * @param duplicate whether the same bytes were sent before
 * @param version of a report; 1 of all others
 * @param ruleIds the one-event rules that it has to set off
 */
record Outgoing(
        Stream stream,
        String key,
        byte[] value,
        Instant streamTime,
        Instant sentAt,
        String source,
        String eventId,
        DeadLetterReason badReason,
        boolean duplicate,
        int version,
        boolean nullified,
        List<String> ruleIds) {

    static Outgoing good(
            Stream stream,
            String key,
            byte[] value,
            Instant streamTime,
            Instant sentAt,
            String source,
            String eventId,
            List<String> ruleIds) {
        return new Outgoing(stream, key, value, streamTime, sentAt, source, eventId, null, false, 1, false, ruleIds);
    }

    static Outgoing bad(Outgoing model, byte[] value, DeadLetterReason reason) {
        return new Outgoing(
                model.stream,
                model.key,
                value,
                model.sentAt,
                model.sentAt,
                model.source,
                null,
                reason,
                false,
                1,
                false,
                List.of());
    }

    Outgoing asReportVersion(int reportVersion, boolean withdrawn) {
        return new Outgoing(
                stream,
                key,
                value,
                streamTime,
                sentAt,
                source,
                eventId,
                badReason,
                duplicate,
                reportVersion,
                withdrawn,
                ruleIds);
    }

    Outgoing again(Instant later) {
        return new Outgoing(
                stream, key, value, streamTime, later, source, eventId, badReason, true, version, nullified, ruleIds);
    }

    RecordReference reference() {
        return new RecordReference(stream.id(), source, eventId);
    }

    SimulatedRecord toRecord() {
        return new SimulatedRecord(Topic.of(stream.id()), source, key, value, streamTime, sentAt);
    }
}
