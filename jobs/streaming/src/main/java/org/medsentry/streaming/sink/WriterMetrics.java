package org.medsentry.streaming.sink;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** What an operator sees of a writer. Besides Flink's own sink metrics they are in the group {@value #GROUP}. */
final class WriterMetrics {
    static final String GROUP = "elasticsearch";

    private final MetricGroup group;
    private final Counter recordsSent;
    private final Counter bytesSent;
    private final Counter recordErrors;
    final Counter written;
    final Counter conflicts;
    final Counter retries;
    private final Counter rejected;
    final Counter lost;
    private final Counter requestFailures;
    private final Counter connectionFailures;

    WriterMetrics(SinkWriterMetricGroup metrics) {
        group = metrics.addGroup(GROUP);
        recordsSent = metrics.getNumRecordsSendCounter();
        bytesSent = metrics.getNumBytesSendCounter();
        recordErrors = metrics.getNumRecordsSendErrorsCounter();
        written = group.counter("documentsWritten");
        conflicts = group.counter("versionConflicts");
        retries = group.counter("operationsRetried");
        rejected = group.counter("documentsRejected");
        lost = group.counter("deadLettersLost");
        requestFailures = group.counter("requestFailures");
        connectionFailures = group.counter("connectionFailures");
    }

    void gauge(String name, LongSupplier value) {
        Gauge<Long> gauge = value::getAsLong;
        group.gauge(name, gauge);
    }

    void requestSent(Batch batch) {
        recordsSent.inc(batch.size());
        bytesSent.inc(batch.bytes());
    }

    void requestFailed(BulkOutcome.Failed failed) {
        requestFailures.inc();
        if (!failed.answered()) {
            connectionFailures.inc();
        }
    }

    void documentRejected() {
        rejected.inc();
        recordErrors.inc();
    }
}
