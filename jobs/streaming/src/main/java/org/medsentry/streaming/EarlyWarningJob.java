package org.medsentry.streaming;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.alert.AlertWriter;
import org.medsentry.streaming.alert.CaseInput;
import org.medsentry.streaming.alert.SignalRouter;
import org.medsentry.streaming.alert.SilenceDesk;
import org.medsentry.streaming.alert.life.ResolvedAction;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.Silence;
import org.medsentry.streaming.correlate.Observation;
import org.medsentry.streaming.reference.ControlInput;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * Correlates signals, turns them into alerts and keeps them: topic {@code signals} to topic {@code alerts} and to
 * Elasticsearch.
 */
public final class EarlyWarningJob {

    public static final String NAME = "medsentry early warning";

    /** Prefix of its uids and consumer groups. */
    public static final String ID = "early-warning";

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
        JobSettings settings = JobSettings.live(configuration);
        DataStream<Signal> signals = env.fromSource(
                        kafka.documents(ID, Topic.SIGNALS, Signal.class),
                        Correlation.cleaning(settings, Signal::lastEventAt),
                        "read signals")
                .uid("early-warning-signals-source");

        DataStream<DeadLetter> deadLetters = env.fromSource(
                        kafka.documents(ID, Topic.DEAD_LETTERS, DeadLetter.class),
                        WatermarkStrategy.noWatermarks(),
                        "read dead letters")
                .uid("early-warning-dead-letters-source");

        ControlInput control = kafka.control();
        DataStream<ControlRecord> controlRows = control.open(env, ID);
        CorrelatedStreams correlated = correlate(signals, controlRows, control.loader(), settings);
        // On the topic it comes back from there, is known by its id, and is indexed.
        correlated.sinkTo(kafka.judgedSinks());
        DataStream<Alert> alerts = define(
                        signals.union(correlated.signals()),
                        nothing(controlRows, "actions", ResolvedAction.class),
                        nothing(controlRows, "silences", AlertAction.class),
                        controlRows,
                        control.loader(),
                        settings)
                .alerts();

        alerts.sinkTo(kafka.alerts()).uid("early-warning-alerts-sink").name("write alerts");
        alerts.sinkTo(index.alerts()).uid("early-warning-alerts-index").name("index alerts");
        signals.sinkTo(index.signals()).uid("early-warning-signals-index").name("index signals");
        deadLetters
                .sinkTo(index.deadLetters())
                .uid("early-warning-dead-letters-index")
                .name("index dead letters");
    }

    /** What rules over signals conclude; it belongs to the signals that alerts are made of. */
    public static CorrelatedStreams correlate(
            DataStream<Signal> signals,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        DataStream<Observation> observations = signals.map(Observation::of, TypeInformation.of(Observation.class))
                .uid("early-warning-observations")
                .name("take signals");
        return Correlation.judge(ID, RuleStream.SIGNALS, observations, controlRows, loader, settings);
    }

    /**
     * The graph, from all signals and what people do to every revision of every alert.
     *
     * @param actions on single alerts
     * @param silences actions that set or end silences
     */
    public static AlertStreams define(
            DataStream<Signal> signals,
            DataStream<ResolvedAction> actions,
            DataStream<AlertAction> silences,
            DataStream<ControlRecord> controlRows,
            ControlLoader loader,
            JobSettings settings) {
        DataStream<CaseInput> evidence = signals.filter(signal -> signal.raisesAlert() && !signal.shadow())
                .uid("early-warning-filter")
                .name("pass what raises alerts")
                .connect(controlRows.broadcast())
                .transform("find responsible units", TypeInformation.of(RoutedSignal.class), new SignalRouter(loader))
                .uid("early-warning-router")
                .map(signal -> CaseInput.of(signal), TypeInformation.of(CaseInput.class))
                .uid("early-warning-evidence")
                .name("take evidence");
        DataStream<CaseInput> acts = actions.map(action -> CaseInput.of(action), TypeInformation.of(CaseInput.class))
                .uid("early-warning-acts")
                .name("take actions");
        SingleOutputStreamOperator<Silence> decided = silences.keyBy(action -> "", Types.STRING)
                .process(new SilenceDesk(settings.life().memory()))
                .returns(TypeInformation.of(Silence.class))
                .uid("early-warning-silences")
                .name("decide on silences")
                .setParallelism(1);
        SingleOutputStreamOperator<Alert> alerts = KeyedControl.transform(
                        evidence.union(acts).keyBy(CaseInput::caseKey, Types.STRING),
                        decided,
                        "open and revise alerts",
                        TypeInformation.of(Alert.class),
                        new AlertWriter(settings.signalRetention(), settings.revisionInterval(), settings.life()))
                .uid("early-warning-alerts");
        return new AlertStreams(
                alerts,
                alerts.getSideOutput(AlertWriter.TRIGGERS),
                alerts.getSideOutput(AlertWriter.RESULTS).union(decided.getSideOutput(SilenceDesk.RESULTS)),
                alerts.getSideOutput(AlertWriter.OPENINGS));
    }

    /** A stream on which nothing ever comes, where nobody is there to act. */
    public static <T> DataStream<T> nothing(DataStream<ControlRecord> controlRows, String what, Class<T> type) {
        return controlRows
                .filter(row -> false)
                .uid("early-warning-no-rows-for-" + what)
                .name("pass nothing")
                .map(row -> (T) null, TypeInformation.of(type))
                .uid("early-warning-no-" + what)
                .name("take no " + what);
    }
}
