package org.medsentry.streaming;

import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.RecordIngest;
import org.medsentry.streaming.ingest.ReportVersions;
import org.medsentry.streaming.ingest.VersionedReport;
import org.medsentry.streaming.pattern.ReportJudge;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlRecord;

/** Judges adverse-reaction reports: topic {@code adverse-reactions} to topic {@code signals}. */
public final class ReactionJob {

    public static final String NAME = "medsentry reactions";

    private ReactionJob() {}

    public static void main(String[] args) throws Exception {
        Configuration configuration = JobOptions.parse(args);
        StreamExecutionEnvironment env = JobEnvironment.create(configuration);
        build(env, configuration);
        env.execute(NAME);
    }

    /** The graph between Kafka's topics. */
    public static void build(StreamExecutionEnvironment env, Configuration configuration) {
        KafkaEnds kafka = new KafkaEnds(configuration);
        define(
                        env,
                        kafka.input(RecordIngest.reactions(kafka.keyFile())),
                        kafka.control(),
                        JobSettings.live(configuration))
                .sinkTo(kafka.judgedSinks());
    }

    /** The graph, from records to signals; sinks are the caller's. */
    public static JudgedStreams define(
            StreamExecutionEnvironment env,
            Source<Ingested<AdverseReaction>, ?, ?> source,
            ControlInput control,
            JobSettings settings) {
        SingleOutputStreamOperator<AdverseReaction> records = StreamJudgement.ingest(
                env,
                Stream.ADVERSE_REACTIONS,
                source,
                RecordIngest.TYPE_OF_ADVERSE_REACTIONS,
                TypeInformation.of(AdverseReaction.class),
                settings);
        DataStream<VersionedReport> newVersions = records.keyBy(ReportVersions::reportKey, Types.STRING)
                .process(new ReportVersions(settings.reportRetention()))
                .returns(TypeInformation.of(VersionedReport.class))
                .uid("adverse-reactions-versions")
                .name("pass new report versions");
        DataStream<ControlRecord> controlRows = control.open(env, Stream.ADVERSE_REACTIONS.id());
        StreamJudgement.Judged judged = StreamJudgement.judge(
                Stream.ADVERSE_REACTIONS.id(),
                newVersions,
                new ReportJudge(control.loader()),
                controlRows,
                control.loader(),
                settings);
        return StreamJudgement.streams(Stream.ADVERSE_REACTIONS, records, judged, Optional.empty());
    }
}
