package org.medsentry.bench.pipeline;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.bench.RunClock;
import org.medsentry.schemas.Topic;
import org.medsentry.streaming.KafkaEnds;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.reference.KafkaControlSchema;

/** The control topics as a job reads them, but to their end only: a bounded run must be able to finish. */
final class BoundedControl implements ControlInput {

    private final KafkaEnds kafka;

    BoundedControl(KafkaEnds kafka) {
        this.kafka = kafka;
    }

    @Override
    public ControlLoader loader() {
        return new ClockedLoader(kafka.control().loader());
    }

    @Override
    public DataStream<ControlRecord> open(StreamExecutionEnvironment env, String uidPrefix) {
        KafkaSource<ControlRecord> rows = KafkaSource.<ControlRecord>builder()
                .setProperties(kafka.clientProperties())
                .setBootstrapServers(kafka.clientProperties().getProperty("bootstrap.servers"))
                .setTopics(Arrays.stream(Topic.values())
                        .filter(topic -> topic.kind() == Topic.Kind.REFERENCE)
                        .map(kafka::name)
                        .toList())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new KafkaControlSchema(""))
                .build();
        return env.fromSource(rows, WatermarkStrategy.noWatermarks(), "read reference data and rules")
                .uid(uidPrefix + "-control-source")
                .setParallelism(1);
    }

    /** Tells the clock when what holds at the start is in force. */
    private record ClockedLoader(ControlLoader loader) implements ControlLoader {
        @Override
        public void load(Set<Topic> topics, Consumer<ControlRecord> rows) throws Exception {
            loader.load(topics, rows);
            RunClock.loaded();
        }
    }
}
