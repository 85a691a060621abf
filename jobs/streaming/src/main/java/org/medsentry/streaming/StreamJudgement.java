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
import org.medsentry.streaming.pattern.RoutedRecord;
import org.medsentry.streaming.pattern.RuleJudge;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

/** The part of the graph that the jobs over input streams share: ingest, then judge by all live rules. */
final class StreamJudgement {

    private StreamJudgement() {}

    /** What judging gives: signals, records that came too late for some rules, and the sightings of the sales. */
    record Judged(DataStream<Signal> signals, DataStream<LateRecord> lateRecords, DataStream<Sighting> sightings) {}

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

    static <T extends StreamRecord> Judged judge(
            Stream stream,
            DataStream<T> records,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        SingleOutputStreamOperator<RoutedRecord> routed = records.connect(controlRows.broadcast())
                .transform("enrich and judge", TypeInformation.of(RoutedRecord.class), new RuleJudge<T>(stream, loader))
                .uid(stream.id() + "-judge");
        SingleOutputStreamOperator<Signal> signals = matchByKey(stream.id(), routed, controlRows, loader, settings);
        return new Judged(
                signals, signals.getSideOutput(KeyedRules.LATE_RECORDS), routed.getSideOutput(RuleJudge.SIGHTINGS));
    }

    /** All keyed rules over what judges found, in any job. */
    static SingleOutputStreamOperator<Signal> matchByKey(
            String job,
            DataStream<RoutedRecord> routed,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        return KeyedControl.transform(
                        routed.keyBy(RoutedRecord::routingKey, Types.STRING),
                        controlRows,
                        "match rules by key",
                        TypeInformation.of(Signal.class),
                        new KeyedRules(loader, settings.keyedRules()))
                .uid(job + "-rules");
    }

    static <T extends StreamRecord> JudgedStreams streams(
            Stream stream, SingleOutputStreamOperator<T> ingested, Judged judged) {
        return new JudgedStreams(
                stream.id(),
                judged.signals(),
                ingested.getSideOutput(IngestGate.DEAD_LETTERS),
                ingested.getSideOutput(IngestGate.LATE_RECORDS).union(judged.lateRecords()),
                stream == Stream.ADVERSE_REACTIONS ? Optional.empty() : Optional.of(judged.sightings()));
    }
}
