package org.medsentry.streaming;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.Signal;

/**
 * Copies alerts, signals and dead letters from their topics to Elasticsearch. A job of its own, so that an Elasticsearch that is
 * slow or away holds back what people search, and never what teams are told.
 */
public final class IndexJob {

    public static final String NAME = "medsentry index";

    /** Prefix of its uids and consumer groups. */
    public static final String ID = "index";

    private IndexJob() {}

    public static void main(String[] args) throws Exception {
        Configuration configuration = JobOptions.parse(args);
        StreamExecutionEnvironment env = JobEnvironment.create(configuration);
        build(env, configuration);
        env.execute(NAME);
    }

    /** The graph between Kafka's topics and Elasticsearch. */
    public static void build(StreamExecutionEnvironment env, Configuration configuration) {
        KafkaEnds kafka = new KafkaEnds(configuration);
        IndexEnds index = new IndexEnds(configuration);
        copy(env, kafka, Topic.ALERTS, Alert.class, index.alerts());
        copy(env, kafka, Topic.SIGNALS, Signal.class, index.signals());
        copy(env, kafka, Topic.DEAD_LETTERS, DeadLetter.class, index.deadLetters());
    }

    private static <T> void copy(
            StreamExecutionEnvironment env, KafkaEnds kafka, Topic topic, Class<T> type, Sink<T> sink) {
        env.fromSource(kafka.documents(ID, topic, type), WatermarkStrategy.noWatermarks(), "read " + topic.id())
                .uid(ID + "-" + topic.id() + "-source")
                .sinkTo(sink)
                .uid(ID + "-" + topic.id() + "-sink")
                .name("index " + topic.id());
    }
}
