package org.medsentry.streaming.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.event.StreamRecord;

/**
 * Parts what the source emitted: good records go on, dead letters aside. A record that comes too late is named aside and
 * goes on all the same, since rules that judge on arrival still judge it.
 */
public final class IngestGate<T extends StreamRecord> extends ProcessFunction<Ingested<T>, T> {

    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
    public static final OutputTag<LateRecord> LATE_RECORDS =
            new OutputTag<>("late-records", TypeInformation.of(LateRecord.class));

    private static final long serialVersionUID = 1;

    private final long allowedLatenessMillis;

    private transient Counter records;
    private transient Counter lateRecords;
    private transient Map<DeadLetterReason, Counter> deadLetters;

    public IngestGate(Duration allowedLateness) {
        this.allowedLatenessMillis = allowedLateness.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("medsentry");
        records = metrics.counter("records");
        lateRecords = metrics.counter("lateRecords");
        deadLetters = new EnumMap<>(DeadLetterReason.class);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            deadLetters.put(reason, metrics.addGroup("reason", reason.name()).counter("deadLetters"));
        }
    }

    @Override
    public void processElement(Ingested<T> ingested, Context context, Collector<T> out) {
        DeadLetter deadLetter = ingested.deadLetter();
        if (deadLetter != null) {
            deadLetters.get(deadLetter.reason()).inc();
            context.output(DEAD_LETTERS, deadLetter);
            return;
        }
        T record = ingested.record();
        records.inc();
        long watermark = context.timerService().currentWatermark();
        long lateness = watermark == Long.MIN_VALUE
                ? 0
                : watermark - record.streamTime().toEpochMilli();
        if (lateness > allowedLatenessMillis) {
            lateRecords.inc();
            context.output(LATE_RECORDS, late(record, watermark, lateness));
        }
        out.collect(record);
    }

    private LateRecord late(T record, long watermark, long lateness) {
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
