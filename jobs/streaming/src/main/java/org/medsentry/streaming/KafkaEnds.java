package org.medsentry.streaming;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.KafkaIngestSchema;
import org.medsentry.streaming.ingest.RecordIngest;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.reference.KafkaControlLoader;
import org.medsentry.streaming.reference.KafkaControlSchema;

/** The Kafka sources and sinks of all jobs, from their options. */
public final class KafkaEnds {

    /** A dead letter of the largest record that a broker takes by default, 1 MiB, encrypted and in base64. */
    private static final String MAX_REQUEST_BYTES = String.valueOf(4 << 20);

    /** A signal is waited for. */
    private static final Map<String, String> SOON = Map.of("linger.ms", "5");

    /** Every sale leaves a sighting: requests of a few records would cost the producer more than the records do. */
    private static final Map<String, String> CROWDED = Map.of("linger.ms", "50", "batch.size", "131072");

    private final Configuration configuration;
    private final String topicPrefix;

    public KafkaEnds(Configuration configuration) {
        this.configuration = configuration;
        this.topicPrefix = configuration.get(JobOptions.KAFKA_TOPIC_PREFIX);
        JobOptions.require(configuration, JobOptions.KAFKA_BOOTSTRAP_SERVERS);
    }

    public Path keyFile() {
        return Path.of(JobOptions.require(configuration, JobOptions.PRIVACY_KEY_FILE));
    }

    public String name(Topic topic) {
        return topicPrefix + topic.id();
    }

    /** An input stream from its earliest record, or from where the group or a checkpoint left it. */
    public <T extends StreamRecord> KafkaSource<Ingested<T>> input(RecordIngest<T> ingest) {
        return KafkaEnds.this
                .<Ingested<T>>source(
                        ingest.stream().id(), List.of(Topic.of(ingest.stream().id())))
                .setStartingOffsets(whereTheGroupLeftIt())
                .setDeserializer(new KafkaIngestSchema<>(ingest))
                .build();
    }

    /**
     * One of the topics that jobs write, read back: from where a checkpoint left it, else from its beginning, so that a
     * start without state makes the same documents again.
     */
    public <T> KafkaSource<T> documents(String job, Topic topic, Class<T> type) {
        return this.<T>source(job + "-" + topic.id(), List.of(topic))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new KafkaDocumentSchema<>(type))
                .build();
    }

    private <T> KafkaSourceBuilder<T> source(String group, List<Topic> topics) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(configuration.get(JobOptions.KAFKA_BOOTSTRAP_SERVERS))
                .setTopics(topics.stream().map(this::name).toList())
                .setGroupId(configuration.get(JobOptions.KAFKA_GROUP_PREFIX) + "-" + group)
                .setClientIdPrefix(configuration.get(JobOptions.KAFKA_GROUP_PREFIX) + "-" + group)
                .setProperties(clientProperties());
    }

    /** The connector's signature still asks for Kafka's deprecated enumeration. */
    @SuppressWarnings("deprecation")
    private static OffsetsInitializer whereTheGroupLeftIt() {
        return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }

    /** Properties of every Kafka client. */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.putAll(configuration.get(JobOptions.KAFKA_PROPERTIES));
        properties.put("bootstrap.servers", configuration.get(JobOptions.KAFKA_BOOTSTRAP_SERVERS));
        return properties;
    }

    /** Reference data and rules: their whole history at the start of a job, then every change. */
    public ControlInput control() {
        List<Topic> topics = Arrays.stream(Topic.values())
                .filter(topic -> topic.kind() == Topic.Kind.REFERENCE)
                .toList();
        return new ControlInput() {
            @Override
            public ControlLoader loader() {
                return new KafkaControlLoader(
                        clientProperties(), topicPrefix, configuration.get(JobOptions.KAFKA_CONTROL_PATIENCE));
            }

            @Override
            public DataStream<ControlRecord> open(StreamExecutionEnvironment env, String uidPrefix) {
                KafkaSource<ControlRecord> rows = KafkaEnds.this
                        .<ControlRecord>source(uidPrefix + "-control", topics)
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setDeserializer(new KafkaControlSchema(topicPrefix))
                        .build();
                return env.fromSource(rows, WatermarkStrategy.noWatermarks(), "read reference data and rules")
                        .uid(uidPrefix + "-control-source")
                        .setParallelism(1);
            }
        };
    }

    public JudgedStreams.Sinks judgedSinks() {
        return new JudgedStreams.Sinks(
                sink(Topic.SIGNALS, signal -> signal.key().value()),
                sink(Topic.DEAD_LETTERS, DeadLetter::deadLetterId),
                sink(Topic.LATE_RECORDS, record -> record.source() + "|" + record.eventId()),
                sink(Topic.SIGHTINGS, KafkaEnds::sightingKey, CROWDED));
    }

    private static String sightingKey(Sighting sighting) {
        return sighting.traceCode() != null
                ? sighting.traceCode()
                : Objects.requireNonNullElse(sighting.productCode(), "") + "|" + sighting.lotNumber();
    }

    /** Records as they lie on a topic, from where a checkpoint left it, else from its beginning. */
    public KafkaSource<ControlRecord> rows(String job, Topic topic) {
        return this.<ControlRecord>source(job + "-" + topic.id(), List.of(topic))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new KafkaControlSchema(topicPrefix))
                .build();
    }

    public Sink<Trigger> triggers() {
        return sink(Topic.TRIGGERS, Trigger::alertId);
    }

    public Sink<ActionResult> actionResults() {
        return sink(Topic.ACTION_RESULTS, ActionResult::actionId);
    }

    public Sink<AlertAction> alertActions() {
        return sink(Topic.ALERT_ACTIONS, AlertAction::actionId);
    }

    public Sink<Alert> alerts() {
        return sink(Topic.ALERTS, alert -> alert.key().value());
    }

    /** At least once, without waiting for a checkpoint: readers know what they have seen. */
    private <T> Sink<T> sink(Topic topic, KeyOf<T> key) {
        return sink(topic, key, SOON);
    }

    private <T> Sink<T> sink(Topic topic, KeyOf<T> key, Map<String, String> batching) {
        KafkaSinkBuilder<T> sink = KafkaSink.<T>builder()
                .setKafkaProducerConfig(clientProperties())
                .setBootstrapServers(configuration.get(JobOptions.KAFKA_BOOTSTRAP_SERVERS))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("acks", "all")
                .setProperty("compression.type", "lz4")
                .setProperty("max.request.size", MAX_REQUEST_BYTES)
                .setRecordSerializer(KafkaRecordSerializationSchema.<T>builder()
                        .setTopic(name(topic))
                        .setKeySerializationSchema(new KeySchema<>(key))
                        .setValueSerializationSchema(new DocumentSchema<T>())
                        .build());
        batching.forEach(sink::setProperty);
        return sink.build();
    }

    /** What a document is keyed by on its topic. */
    private interface KeyOf<T> extends Function<T, String>, java.io.Serializable {}

    private record KeySchema<T>(KeyOf<T> key) implements SerializationSchema<T> {
        @Override
        public byte[] serialize(T document) {
            return key.apply(document).getBytes(StandardCharsets.UTF_8);
        }
    }

    private record DocumentSchema<T>() implements SerializationSchema<T> {
        @Override
        public byte[] serialize(T document) {
            return Documents.toJson(document);
        }
    }
}
