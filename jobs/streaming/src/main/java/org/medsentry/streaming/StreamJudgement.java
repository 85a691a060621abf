package org.medsentry.streaming;

import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.ingest.Gate;
import org.medsentry.streaming.ingest.IngestGate;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.pattern.JudgeAtSource;
import org.medsentry.streaming.pattern.JudgeOfStream;
import org.medsentry.streaming.pattern.KeyedRules;
import org.medsentry.streaming.pattern.RecordJudge;
import org.medsentry.streaming.pattern.RoutedRecord;
import org.medsentry.streaming.pattern.RuleJudge;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.state.TextKey;

/** The part of the graph that the jobs over input streams share: ingest, then judge by all live rules. */
public final class StreamJudgement {

    private StreamJudgement() {}

    /** What judging gives: what was routed to keys, signals, and records that came too late for some rules. */
    public record Judged(
            SingleOutputStreamOperator<RoutedRecord> routed,
            DataStream<Signal> signals,
            DataStream<LateRecord> lateForRules) {}

    private static <T extends StreamRecord> SingleOutputStreamOperator<Ingested<T>> read(
            StreamExecutionEnvironment env,
            Stream stream,
            Source<Ingested<T>, ?, ?> source,
            TypeInformation<Ingested<T>> ingestedType,
            JobSettings settings) {
        return env.fromSource(
                        source,
                        settings.watermarks().strategy(settings.outOfOrderness(), settings.idleness()),
                        "read " + stream.id(),
                        ingestedType)
                .uid(stream.id() + "-source");
    }

    /** Reads records and parts them from dead letters, for a job that shuffles them before it judges. */
    static <T extends StreamRecord> SingleOutputStreamOperator<T> ingest(
            StreamExecutionEnvironment env,
            Stream stream,
            Source<Ingested<T>, ?, ?> source,
            TypeInformation<Ingested<T>> ingestedType,
            TypeInformation<T> recordType,
            JobSettings settings) {
        return read(env, stream, source, ingestedType, settings)
                .process(new IngestGate<T>(settings.allowedLateness()))
                .returns(recordType)
                .uid(stream.id() + "-gate")
                .name("part good, bad and late");
    }

    /** Judges each record of a stream alone, then what was found by key. */
    static <T> Judged judge(
            String job,
            DataStream<T> records,
            RuleJudge<T> judge,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        SingleOutputStreamOperator<RoutedRecord> routed = records.connect(controlRows.broadcast())
                .transform("enrich and judge", TypeInformation.of(RoutedRecord.class), new JudgeOfStream<>(judge))
                .uid(job + "-judge");
        return byKey(job, routed, controlRows, loader, settings);
    }

    /**
     * The same for what a source emits, in its own task. What is judged gives dead letters and late records too.
     *
     * @param controlRows for the rules behind the shuffle; the judge follows the topics itself
     */
    public static <T extends StreamRecord> Judged judgeAtSource(
            String job,
            DataStream<Ingested<T>> ingested,
            RuleJudge<T> judge,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        SingleOutputStreamOperator<RoutedRecord> routed = ingested.transform(
                        "enrich and judge",
                        TypeInformation.of(RoutedRecord.class),
                        new JudgeAtSource<>(new Gate<>(settings.allowedLateness()), judge))
                .uid(job + "-judge");
        return byKey(job, routed, controlRows, loader, settings);
    }

    private static Judged byKey(
            String job,
            SingleOutputStreamOperator<RoutedRecord> routed,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        SingleOutputStreamOperator<Signal> signals = KeyedControl.transform(
                        routed.keyBy(RoutedRecord::routingKey, TextKey.TYPE),
                        controlRows,
                        "match rules by key",
                        TypeInformation.of(Signal.class),
                        new KeyedRules(loader, settings.keyedRules()))
                .uid(job + "-rules");
        return new Judged(routed, signals, signals.getSideOutput(KeyedRules.LATE_RECORDS));
    }

    /** Reads and judges sales, which leave sightings. */
    static <T extends StreamRecord> JudgedStreams judgeSales(
            StreamExecutionEnvironment env,
            Stream stream,
            Source<Ingested<T>, ?, ?> source,
            TypeInformation<Ingested<T>> ingestedType,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        Judged judged = judgeAtSource(
                stream.id(),
                read(env, stream, source, ingestedType, settings),
                new RecordJudge<>(stream, loader),
                controlRows,
                loader,
                settings);
        return streams(
                stream, judged.routed(), judged, Optional.of(judged.routed().getSideOutput(RecordJudge.SIGHTINGS)));
    }

    /** @param gate the operator that parts records from dead letters */
    static JudgedStreams streams(
            Stream stream,
            SingleOutputStreamOperator<?> gate,
            Judged judged,
            Optional<DataStream<Sighting>> sightings) {
        return new JudgedStreams(
                stream.id(),
                judged.signals(),
                gate.getSideOutput(IngestGate.DEAD_LETTERS),
                gate.getSideOutput(IngestGate.LATE_RECORDS),
                judged.lateForRules(),
                sightings);
    }
}
