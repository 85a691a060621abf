package org.medsentry.streaming;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Signal;

/** What every job over an input stream gives. */
public record JudgedStreams(
        String job,
        DataStream<Signal> signals,
        DataStream<DeadLetter> deadLetters,
        DataStream<LateRecord> lateRecords) {

    /** Where the results go. */
    public record Sinks(Sink<Signal> signals, Sink<DeadLetter> deadLetters, Sink<LateRecord> lateRecords) {}

    JudgedStreams withDeadLetters(DataStream<DeadLetter> all) {
        return new JudgedStreams(job, signals, all, lateRecords);
    }

    public void sinkTo(Sinks sinks) {
        signals.sinkTo(sinks.signals()).uid(job + "-signals-sink").name("write signals");
        deadLetters.sinkTo(sinks.deadLetters()).uid(job + "-dead-letters-sink").name("write dead letters");
        lateRecords.sinkTo(sinks.lateRecords()).uid(job + "-late-records-sink").name("write late records");
    }
}
