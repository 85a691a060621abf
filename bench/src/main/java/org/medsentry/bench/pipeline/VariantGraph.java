package org.medsentry.bench.pipeline;

import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.medsentry.bench.CorePinning;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.JobOptions;
import org.medsentry.streaming.JobSettings;
import org.medsentry.streaming.JudgedStreams;
import org.medsentry.streaming.KafkaEnds;
import org.medsentry.streaming.PurchaseJob;
import org.medsentry.streaming.ingest.IngestGate;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.RecordIngest;

/**
 * The graphs of the variants. All read the same topic by the same source and ingest, with the job's own settings; the lesser
 * ones then do less, and nothing else differs.
 */
final class VariantGraph {

    private final Configuration configuration;
    private final JobSettings settings;
    private final long warmUpRecords;
    private final long records;
    private final CorePinning pinning;

    /**
     * Of runs over all that lies in Kafka.
     *
     * @param warmUpRecords how many go before those that are measured, on all cores
     * @param records how many there are in all
     * @param pinning where the process is measured
     */
    VariantGraph(Configuration configuration, long warmUpRecords, long records, CorePinning pinning) {
        this.configuration = configuration;
        this.settings = JobSettings.live(configuration);
        this.warmUpRecords = warmUpRecords;
        this.records = records;
        this.pinning = pinning;
    }

    /** @param outputPrefix before the topics that the job writes */
    void define(Variant variant, StreamExecutionEnvironment env, String outputPrefix) {
        switch (variant) {
            case DECODE -> records(env).sinkTo(new ClockedDiscard<>()).uid("bench-discard");
            case SHUFFLE ->
                records(env)
                        .keyBy(record -> record.buyer().token(), Types.STRING)
                        .sinkTo(new ClockedDiscard<>())
                        .uid("bench-discard");
            case JOB, JOB_ROCKSDB -> {
                Map<String, String> output = configuration.toMap();
                output.put(JobOptions.KAFKA_TOPIC_PREFIX.key(), outputPrefix);
                JudgedStreams judged = judged(env);
                judged.sinkTo(new KafkaEnds(Configuration.fromMap(output)).judgedSinks());
                judged.signals().sinkTo(new ClockedDiscard<>()).uid("bench-clock");
            }
            case JOB_DISCARDING ->
                judged(env)
                        .sinkTo(new JudgedStreams.Sinks(
                                new ClockedDiscard<>(),
                                new DiscardingSink<>(),
                                new DiscardingSink<>(),
                                new DiscardingSink<>()));
        }
    }

    private DataStream<PurchaseRegistration> records(StreamExecutionEnvironment env) {
        return env.fromSource(
                        source(),
                        settings.watermarks().strategy(settings.outOfOrderness(), settings.idleness()),
                        "read purchases",
                        RecordIngest.TYPE_OF_PURCHASE_REGISTRATIONS)
                .uid("bench-source")
                .process(new IngestGate<PurchaseRegistration>(settings.allowedLateness()))
                .returns(TypeInformation.of(PurchaseRegistration.class))
                .uid("bench-gate");
    }

    private JudgedStreams judged(StreamExecutionEnvironment env) {
        return PurchaseJob.define(env, source(), new BoundedControl(new KafkaEnds(configuration)), settings);
    }

    private KafkaSource<Ingested<PurchaseRegistration>> source() {
        KafkaEnds kafka = new KafkaEnds(configuration);
        return KafkaSource.<Ingested<PurchaseRegistration>>builder()
                .setProperties(kafka.clientProperties())
                .setBootstrapServers(configuration.get(JobOptions.KAFKA_BOOTSTRAP_SERVERS))
                .setTopics(kafka.name(Topic.PURCHASE_REGISTRATIONS))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new ClockedIngestSchema(
                        RecordIngest.purchases(kafka.keyFile()), warmUpRecords, records, pinning))
                .build();
    }
}
