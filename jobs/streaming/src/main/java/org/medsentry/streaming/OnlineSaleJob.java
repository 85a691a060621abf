package org.medsentry.streaming;

import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.RecordIngest;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlRecord;

/** Judges online sales: topic {@code online-sales} to topic {@code signals}. */
public final class OnlineSaleJob {

    public static final String NAME = "medsentry online sales";

    private OnlineSaleJob() {}

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
                        kafka.input(RecordIngest.onlineSales(kafka.keyFile())),
                        kafka.control(),
                        JobSettings.live(configuration))
                .sinkTo(kafka.judgedSinks());
    }

    /** The graph, from records to signals; sinks are the caller's. */
    public static JudgedStreams define(
            StreamExecutionEnvironment env,
            Source<Ingested<OnlineSale>, ?, ?> source,
            ControlInput control,
            JobSettings settings) {
        DataStream<ControlRecord> controlRows = control.open(env, Stream.ONLINE_SALES.id());
        return StreamJudgement.judgeSales(
                env,
                Stream.ONLINE_SALES,
                source,
                RecordIngest.TYPE_OF_ONLINE_SALES,
                controlRows,
                control.loader(),
                settings);
    }
}
