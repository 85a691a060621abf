package org.medsentry.streaming;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Stream;
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

    static <T extends StreamRecord> DataStream<Signal> judge(
            Stream stream,
            DataStream<T> records,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        return records.connect(controlRows.broadcast())
                .transform("enrich and judge", TypeInformation.of(RoutedRecord.class), new RuleJudge<T>(stream, loader))
                .uid(stream.id() + "-judge")
                .keyBy(RoutedRecord::routingKey, Types.STRING)
                .process(new KeyedRules(settings.deduplicationRetention(), settings.clock()))
                .uid(stream.id() + "-rules")
                .name("match rules by key");
    }

    static <T extends StreamRecord> JudgedStreams streams(
            Stream stream, SingleOutputStreamOperator<T> ingested, DataStream<Signal> signals) {
        return new JudgedStreams(
                stream.id(),
                signals,
                ingested.getSideOutput(IngestGate.DEAD_LETTERS),
                ingested.getSideOutput(IngestGate.LATE_RECORDS));
    }
}
