package org.medsentry.streaming;

import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.RecordIngest;
import org.medsentry.streaming.reference.ControlCheck;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * Judges purchase registrations: topic {@code purchase-registrations} to topic {@code signals}. It also answers for bad
 * rows of reference data and rules, so that each becomes one dead letter and not one a job.
 */
public final class PurchaseJob {

    public static final String NAME = "medsentry purchases";

    private PurchaseJob() {}

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
                        kafka.input(RecordIngest.purchases(kafka.keyFile())),
                        kafka.control(),
                        JobSettings.live(configuration))
                .sinkTo(kafka.judgedSinks());
    }

    /** The graph, from records to signals; sinks are the caller's. */
    public static JudgedStreams define(
            StreamExecutionEnvironment env,
            Source<Ingested<PurchaseRegistration>, ?, ?> source,
            ControlInput control,
            JobSettings settings) {
        DataStream<ControlRecord> controlRows = control.open(env, Stream.PURCHASE_REGISTRATIONS.id());
        JudgedStreams judged = StreamJudgement.judgeSales(
                env,
                Stream.PURCHASE_REGISTRATIONS,
                source,
                RecordIngest.TYPE_OF_PURCHASE_REGISTRATIONS,
                controlRows,
                control.loader(),
                settings);
        DataStream<DeadLetter> badControlRows = controlRows
                .flatMap(new ControlCheck(settings.keyFile()))
                .uid("purchase-registrations-control-check")
                .name("check reference data and rules");
        return judged.withDeadLetters(judged.deadLetters().union(badControlRows));
    }
}
