package org.medsentry.streaming.ingest;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.event.StreamRecord;

/**
 * Parts what the source emitted: good records go on, dead letters aside. A record that comes too late is named aside and
 * goes on all the same, since rules that judge on arrival still judge it. A piece of whatever operator stands behind the source.
 */
public final class Gate<T extends StreamRecord> implements Serializable {

    private static final long serialVersionUID = 1;

    private final long allowedLatenessMillis;

    private transient Counter records;
    private transient Counter lateRecords;
    private transient Map<DeadLetterReason, Counter> deadLetters;
    private transient FeedClock feeds;

    /** Takes what does not go on with the records. */
    public interface Aside {

        void deadLetter(DeadLetter deadLetter);

        void lateRecord(LateRecord late);
    }

    public Gate(Duration allowedLateness) {
        this.allowedLatenessMillis = allowedLateness.toMillis();
    }

    /** Call once before {@link #pass}. */
    public void open(MetricGroup operator) {
        MetricGroup metrics = operator.addGroup("medsentry");
        records = metrics.counter("records");
        lateRecords = metrics.counter("lateRecords");
        feeds = new FeedClock(metrics);
        deadLetters = new EnumMap<>(DeadLetterReason.class);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            deadLetters.put(reason, metrics.addGroup("reason", reason.name()).counter("deadLetters"));
        }
    }

    /**
     * The record, or null where it is a dead letter.
     *
     * @param watermark stream time; {@code Long.MIN_VALUE} before the first one
     */
    public T pass(Ingested<T> ingested, long watermark, Aside aside) {
        DeadLetter deadLetter = ingested.deadLetter();
        if (deadLetter != null) {
            deadLetters.get(deadLetter.reason()).inc();
            aside.deadLetter(deadLetter);
            return null;
        }
        T record = ingested.record();
        records.inc();
        feeds.seen(record.source(), System.currentTimeMillis());
        if (watermark != Long.MIN_VALUE) {
            long lateness = watermark - record.streamTime().toEpochMilli();
            if (lateness > allowedLatenessMillis) {
                lateRecords.inc();
                aside.lateRecord(late(record, watermark, lateness));
            }
        }
        return record;
    }

    private static LateRecord late(StreamRecord record, long watermark, long lateness) {
        return new LateRecord(
                record.stream().id(),
                record.source(),
                record.eventId(),
                record.version(),
                record.streamTime(),
                Instant.ofEpochMilli(watermark),
                lateness / 1000,
                List.of(),
                Documents.toJsonText(record));
    }
}
