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
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Trigger;
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
import org.medsentry.streaming.storm.StormGuard;

/**
 * Correlates signals, turns them into alerts and keeps them to their end: topics {@code signals} and {@code alert-actions} to
 * topics {@code alerts}, {@code triggers} and {@code action-results}.
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

    /** The graph between Kafka's topics. */
    public static void build(StreamExecutionEnvironment env, Configuration configuration) {
        KafkaEnds kafka = new KafkaEnds(configuration);
        JobSettings settings = JobSettings.live(configuration);
        DataStream<Signal> signals = env.fromSource(
                        kafka.documents(ID, Topic.SIGNALS, Signal.class),
                        Correlation.cleaning(settings, Signal::lastEventAt),
                        "read signals")
                .uid("early-warning-signals-source");
        DataStream<Alert> writtenAlerts = env.fromSource(
                        kafka.documents(ID, Topic.ALERTS, Alert.class),
                        WatermarkStrategy.noWatermarks(),
                        "read back alerts")
                .uid("early-warning-alerts-source");
        DataStream<ControlRecord> actionRows = env.fromSource(
                        kafka.rows(ID, Topic.ALERT_ACTIONS), WatermarkStrategy.noWatermarks(), "read actions")
                .uid("early-warning-actions-source");

        ControlInput control = kafka.control();
        DataStream<ControlRecord> controlRows = control.open(env, ID);
        CorrelatedStreams correlated = correlate(signals, controlRows, control.loader(), settings);
        ActionStreams actions = ActionStreams.define(actionRows, writtenAlerts, settings);
        AlertStreams life = define(
                signals.union(correlated.signals()),
                actions.onAlerts(),
                actions.silences(),
                controlRows,
                control.loader(),
                settings);
        SingleOutputStreamOperator<Trigger> triggers = guard(life, configuration);

        life.alerts().sinkTo(kafka.alerts()).uid("early-warning-alerts-sink").name("write alerts");
        triggers.sinkTo(kafka.triggers()).uid("early-warning-triggers-sink").name("write triggers");
        life.results()
                .union(actions.results())
                .sinkTo(kafka.actionResults())
                .uid("early-warning-results-sink")
                .name("write answers to actions");
        triggers.getSideOutput(StormGuard.ACTIONS)
                .sinkTo(kafka.alertActions())
                .uid("early-warning-withheld-sink")
                .name("write which triggers were withheld");
        // What is concluded comes back from the topic, and is known by its id; storms become alerts only from there.
        JudgedStreams.Sinks sinks = kafka.judgedSinks();
        correlated.sinkTo(sinks);
        triggers.getSideOutput(StormGuard.SIGNALS)
                .sinkTo(sinks.signals())
                .uid("early-warning-storms-sink")
                .name("write storms");
        actions.deadLetters()
                .sinkTo(sinks.deadLetters())
                .uid("early-warning-dead-letters-sink")
                .name("write dead letters");
    }

    private static SingleOutputStreamOperator<Trigger> guard(AlertStreams life, Configuration configuration) {
        return life.alerts()
                .filter(alert -> alert.revision() == 1)
                .uid("early-warning-opened")
                .name("pass alerts that open")
                .keyBy(Alert::ruleId, Types.STRING)
                .connect(life.triggers().keyBy(Trigger::ruleId, Types.STRING))
                .process(new StormGuard(
                        configuration.get(JobOptions.STORM_LIMIT), configuration.get(JobOptions.STORM_INTERVAL)))
                .returns(TypeInformation.of(Trigger.class))
                .uid("early-warning-storm-guard")
                .name("guard against storms");
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
                alerts.getSideOutput(AlertWriter.RESULTS).union(decided.getSideOutput(SilenceDesk.RESULTS)));
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
