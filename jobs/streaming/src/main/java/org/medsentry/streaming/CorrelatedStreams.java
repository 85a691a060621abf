package org.medsentry.streaming;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Signal;

/**
 * What rules over sightings or over signals give.
 *
 * @param lateForRules records that came too late for a rule that needs order, once for each such rule
 */
public record CorrelatedStreams(String job, DataStream<Signal> signals, DataStream<LateRecord> lateForRules) {

    public void sinkTo(JudgedStreams.Sinks sinks) {
        signals.sinkTo(sinks.signals()).uid(job + "-signals-sink").name("write signals");
        lateForRules.sinkTo(sinks.lateRecords()).uid(job + "-late-records-sink").name("write late records");
    }
}
