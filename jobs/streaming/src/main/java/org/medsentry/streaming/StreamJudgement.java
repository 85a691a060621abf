package org.medsentry.streaming;

import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.ingest.IngestGate;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.pattern.KeyedRules;
import org.medsentry.streaming.pattern.RecordJudge;
import org.medsentry.streaming.pattern.RoutedRecord;
import org.medsentry.streaming.pattern.RuleJudge;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

/** The part of the graph that the jobs over input streams share: ingest, then judge by all live rules. */
public final class StreamJudgement {

    private StreamJudgement() {}

    /** What judging gives: what was routed to keys, signals, and records that came too late for some rules. */
    public record Judged(
            SingleOutputStreamOperator<RoutedRecord> routed,
            DataStream<Signal> signals,
            DataStream<LateRecord> lateForRules) {}

    static <T extends StreamRecord> SingleOutputStreamOperator<T> ingest(
            StreamExecutionEnvironment env,
            Stream stream,
            Source<Ingested<T>, ?, ?> source,
            TypeInformation<Ingested<T>> ingestedType,
            TypeInformation<T> recordType,
            JobSettings settings) {
        return env.fromSource(
                        source,
                        settings.watermarks().strategy(settings.outOfOrderness(), settings.idleness()),
                        "read " + stream.id(),
                        ingestedType)
                .uid(stream.id() + "-source")
                .process(new IngestGate<T>(settings.allowedLateness()))
                .returns(recordType)
                .uid(stream.id() + "-gate")
                .name("part good, bad and late");
    }

    /** Judges each record alone, then what was found by key. */
    public static <T> Judged judge(
            String job,
            DataStream<T> records,
            RuleJudge<T> judge,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        SingleOutputStreamOperator<RoutedRecord> routed = records.connect(controlRows.broadcast())
                .transform("enrich and judge", TypeInformation.of(RoutedRecord.class), judge)
                .uid(job + "-judge");
        SingleOutputStreamOperator<Signal> signals = KeyedControl.transform(
                        routed.keyBy(RoutedRecord::routingKey, Types.STRING),
                        controlRows,
                        "match rules by key",
                        TypeInformation.of(Signal.class),
                        new KeyedRules(loader, settings.keyedRules()))
                .uid(job + "-rules");
        return new Judged(routed, signals, signals.getSideOutput(KeyedRules.LATE_RECORDS));
    }

    /** Judges sales, which leave sightings. */
    static <T extends StreamRecord> JudgedStreams judgeSales(
            Stream stream,
            SingleOutputStreamOperator<T> ingested,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        Judged judged = judge(stream.id(), ingested, new RecordJudge<>(stream, loader), controlRows, loader, settings);
        return streams(stream, ingested, judged, Optional.of(judged.routed().getSideOutput(RecordJudge.SIGHTINGS)));
    }

    static <T extends StreamRecord> JudgedStreams streams(
            Stream stream,
            SingleOutputStreamOperator<T> ingested,
            Judged judged,
            Optional<DataStream<Sighting>> sightings) {
        return new JudgedStreams(
                stream.id(),
                judged.signals(),
                ingested.getSideOutput(IngestGate.DEAD_LETTERS),
                ingested.getSideOutput(IngestGate.LATE_RECORDS),
                judged.lateForRules(),
                sightings);
    }
}
