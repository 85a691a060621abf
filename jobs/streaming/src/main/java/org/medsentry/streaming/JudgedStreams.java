package org.medsentry.streaming;

import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;

/**
 * What every job over an input stream gives.
 *
 * @param lateRecords records that came behind the allowed lateness, whatever rules make of them
 * @param lateForRules records that came too late for a rule that needs order, once for each such rule
 * @param sightings empty for a stream that tells of no sales
 */
public record JudgedStreams(
        String job,
        DataStream<Signal> signals,
        DataStream<DeadLetter> deadLetters,
        DataStream<LateRecord> lateRecords,
        DataStream<LateRecord> lateForRules,
        Optional<DataStream<Sighting>> sightings) {

    /** Where the results go. */
    public record Sinks(
            Sink<Signal> signals,
            Sink<DeadLetter> deadLetters,
            Sink<LateRecord> lateRecords,
            Sink<Sighting> sightings) {}

    JudgedStreams withDeadLetters(DataStream<DeadLetter> all) {
        return new JudgedStreams(job, signals, all, lateRecords, lateForRules, sightings);
    }

    public void sinkTo(Sinks sinks) {
        signals.sinkTo(sinks.signals()).uid(job + "-signals-sink").name("write signals");
        deadLetters.sinkTo(sinks.deadLetters()).uid(job + "-dead-letters-sink").name("write dead letters");
        lateRecords
                .union(lateForRules)
                .sinkTo(sinks.lateRecords())
                .uid(job + "-late-records-sink")
                .name("write late records");
        sightings.ifPresent(stream ->
                stream.sinkTo(sinks.sightings()).uid(job + "-sightings-sink").name("write sightings"));
    }
}
