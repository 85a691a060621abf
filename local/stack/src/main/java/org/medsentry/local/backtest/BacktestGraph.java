package org.medsentry.local.backtest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.CorrelatedStreams;
import org.medsentry.streaming.EarlyWarningJob;
import org.medsentry.streaming.JobOptions;
import org.medsentry.streaming.JobSettings;
import org.medsentry.streaming.JudgedStreams;
import org.medsentry.streaming.OnlineSaleJob;
import org.medsentry.streaming.PurchaseJob;
import org.medsentry.streaming.ReactionJob;
import org.medsentry.streaming.TraceJob;
import org.medsentry.streaming.alert.life.ResolvedAction;
import org.medsentry.streaming.correlate.Observation;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.RecordIngest;
import org.medsentry.streaming.reference.ControlRecord;

/** All jobs of the live system as one bounded graph: files in place of topics, one order in place of arrival. */
final class BacktestGraph implements AutoCloseable {

    /** Ids of the jobs that judge by rules, in the order of their output. */
    static final List<String> JOBS = List.of(
            Stream.PURCHASE_REGISTRATIONS.id(),
            Stream.ADVERSE_REACTIONS.id(),
            Stream.ONLINE_SALES.id(),
            TraceJob.ID,
            EarlyWarningJob.ID);

    private final Map<Stream, InputFile> inputs;
    private final ControlRows control;
    private final OutputFiles files;
    private final Path keyFile;
    private final Instant receivedAt;
    private final Map<Stream, StreamTally> tallies = new EnumMap<>(Stream.class);
    private final List<SharedReference<?>> shared = new ArrayList<>();

    BacktestGraph(
            Map<Stream, InputFile> inputs, ControlRows control, OutputFiles files, Path keyFile, Instant receivedAt) {
        this.inputs = inputs;
        this.control = control;
        this.files = files;
        this.keyFile = keyFile;
        this.receivedAt = receivedAt;
        for (Stream stream : Stream.values()) {
            tallies.put(stream, new StreamTally());
        }
    }

    Map<Stream, StreamTally> tallies() {
        return tallies;
    }

    void define(StreamExecutionEnvironment env) {
        Configuration configuration = new Configuration();
        configuration.set(JobOptions.PRIVACY_KEY_FILE, keyFile.toString());
        JobSettings settings = JobSettings.backtest(configuration);

        JudgedStreams purchases = PurchaseJob.define(env, source(RecordIngest.purchases(keyFile)), control, settings);
        JudgedStreams reactions = ReactionJob.define(env, source(RecordIngest.reactions(keyFile)), control, settings);
        JudgedStreams onlineSales =
                OnlineSaleJob.define(env, source(RecordIngest.onlineSales(keyFile)), control, settings);
        keepAside(Stream.PURCHASE_REGISTRATIONS, purchases);
        keepAside(Stream.ADVERSE_REACTIONS, reactions);
        keepAside(Stream.ONLINE_SALES, onlineSales);

        DataStream<Observation> observations = order(
                "observations",
                List.of(
                        signals(purchases),
                        signals(reactions),
                        signals(onlineSales),
                        sightings(purchases),
                        sightings(onlineSales)));
        DataStream<Signal> found = signals("observed", observations);
        DataStream<ControlRecord> controlRows = control.open(env, "early-warning");
        CorrelatedStreams joined = TraceJob.define(observations, control, settings);
        CorrelatedStreams correlated = EarlyWarningJob.correlate(found, controlRows, control.loader(), settings);
        keepLateForRules(joined.job(), joined.lateForRules());
        keepLateForRules(correlated.job(), correlated.lateForRules());

        DataStream<Signal> signals = signals(
                "all",
                order(
                        "signals",
                        List.of(
                                observe("found", found),
                                observe(joined.job(), joined.signals()),
                                observe(correlated.job(), correlated.signals()))));
        signals.sinkTo(this.<Signal>sink(files.signals()::append))
                .uid("backtest-signals")
                .name("keep signals");
        EarlyWarningJob.define(
                        signals,
                        EarlyWarningJob.nothing(controlRows, "actions", ResolvedAction.class),
                        EarlyWarningJob.nothing(controlRows, "silences", AlertAction.class),
                        controlRows,
                        control.loader(),
                        settings)
                .alerts()
                .sinkTo(this.<Alert>sink(files.alertRevisions()::append))
                .uid("backtest-alerts")
                .name("keep alert revisions");
    }

    private static DataStream<Observation> signals(JudgedStreams judged) {
        return observe(judged.job(), judged.signals());
    }

    private static DataStream<Observation> observe(String branch, DataStream<Signal> signals) {
        return signals.map(Observation::of, TypeInformation.of(Observation.class))
                .uid("backtest-signals-of-" + branch)
                .name("take signals");
    }

    private static DataStream<Observation> sightings(JudgedStreams judged) {
        return judged.sightings()
                .orElseThrow()
                .map(Observation::of, TypeInformation.of(Observation.class))
                .uid("backtest-sightings-of-" + judged.job())
                .name("take sightings");
    }

    private static DataStream<Signal> signals(String which, DataStream<Observation> observations) {
        return observations
                .filter(observation -> observation.signal() != null)
                .uid("backtest-only-signals-" + which)
                .name("pass signals")
                .map(Observation::signal, TypeInformation.of(Signal.class))
                .uid("backtest-bare-signals-" + which)
                .name("take signals");
    }

    /** One order for all branches, whichever of them is faster. */
    private static DataStream<Observation> order(String what, List<DataStream<Observation>> branches) {
        List<DataStream<OrderedObservation>> positioned = new ArrayList<>();
        for (int rank = 0; rank < branches.size(); rank++) {
            positioned.add(branches.get(rank)
                    .process(new ObservationPositions(rank))
                    .returns(TypeInformation.of(OrderedObservation.class))
                    .uid("backtest-position-" + what + "-" + rank)
                    .name("note how far the branch has come"));
        }
        return positioned.stream()
                .reduce(DataStream::union)
                .orElseThrow()
                .transform("order by stream time", TypeInformation.of(Observation.class), new ObservationOrder())
                .uid("backtest-order-" + what);
    }

    private <T extends StreamRecord> Source<Ingested<T>, ?, ?> source(RecordIngest<T> ingest) {
        return new OrderedSource<>(new RecordLines<>(
                inputs.get(ingest.stream()), ingest, receivedAt, share(tallies.get(ingest.stream()))));
    }

    private void keepAside(Stream stream, JudgedStreams judged) {
        judged.deadLetters()
                .sinkTo(this.<DeadLetter>sink(files::write))
                .uid("backtest-dead-letters-" + stream.id())
                .name("keep dead letters");
        judged.lateRecords()
                .sinkTo(this.<LateRecord>sink(files.lateRecords(stream)::append))
                .uid("backtest-late-records-" + stream.id())
                .name("keep late records");
        keepLateForRules(stream.id(), judged.lateForRules());
    }

    private void keepLateForRules(String job, DataStream<LateRecord> late) {
        late.sinkTo(this.<LateRecord>sink(files.lateForRules(job)::append))
                .uid("backtest-late-for-rules-" + job)
                .name("keep late records");
    }

    private <T> SharedFileSink<T> sink(SharedFileSink.Destination<T> destination) {
        return new SharedFileSink<>(share(destination));
    }

    private <T> SharedReference<T> share(T object) {
        SharedReference<T> reference = new SharedReference<>(object);
        shared.add(reference);
        return reference;
    }

    @Override
    public void close() {
        shared.forEach(SharedReference::close);
        control.close();
    }
}
