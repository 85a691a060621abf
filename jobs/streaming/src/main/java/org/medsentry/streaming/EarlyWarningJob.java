package org.medsentry.streaming;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.alert.AlertWriter;
import org.medsentry.streaming.alert.RoutedSignal;
import org.medsentry.streaming.alert.SignalRouter;
import org.medsentry.streaming.reference.ControlInput;

/** Turns signals into alerts and keeps them: topic {@code signals} to topic {@code alerts} and to Elasticsearch. */
public final class EarlyWarningJob {

    public static final String NAME = "medsentry early warning";

    private EarlyWarningJob() {}

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
        DataStream<Signal> signals = env.fromSource(
                        kafka.documents(Topic.SIGNALS, Signal.class), WatermarkStrategy.noWatermarks(), "read signals")
                .uid("early-warning-signals-source");

        DataStream<DeadLetter> deadLetters = env.fromSource(
                        kafka.documents(Topic.DEAD_LETTERS, DeadLetter.class),
                        WatermarkStrategy.noWatermarks(),
                        "read dead letters")
                .uid("early-warning-dead-letters-source");

        DataStream<Alert> alerts = define(signals, kafka.control(), JobSettings.live(configuration));

        alerts.sinkTo(kafka.alerts()).uid("early-warning-alerts-sink").name("write alerts");
        alerts.sinkTo(index.alerts()).uid("early-warning-alerts-index").name("index alerts");
        signals.sinkTo(index.signals()).uid("early-warning-signals-index").name("index signals");
        deadLetters
                .sinkTo(index.deadLetters())
                .uid("early-warning-dead-letters-index")
                .name("index dead letters");
    }

    /** The graph, from signals to every revision of every alert. */
    public static DataStream<Alert> define(DataStream<Signal> signals, ControlInput control, JobSettings settings) {
        return signals.filter(signal -> signal.raisesAlert() && !signal.shadow())
                .uid("early-warning-filter")
                .name("pass what raises alerts")
                .connect(control.open(signals.getExecutionEnvironment(), "early-warning")
                        .broadcast())
                .transform(
                        "find responsible units",
                        TypeInformation.of(RoutedSignal.class),
                        new SignalRouter(control.loader()))
                .uid("early-warning-router")
                .keyBy(RoutedSignal::alertKey, Types.STRING)
                .process(new AlertWriter(settings.signalRetention(), settings.revisionInterval()))
                .uid("early-warning-alerts")
                .name("open and revise alerts");
    }
}
