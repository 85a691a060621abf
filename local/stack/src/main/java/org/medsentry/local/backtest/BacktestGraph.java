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
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.EarlyWarningJob;
import org.medsentry.streaming.JobOptions;
import org.medsentry.streaming.JobSettings;
import org.medsentry.streaming.JudgedStreams;
import org.medsentry.streaming.OnlineSaleJob;
import org.medsentry.streaming.PurchaseJob;
import org.medsentry.streaming.ReactionJob;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.RecordIngest;

/** All jobs of the live system as one bounded graph: files in place of topics, one order in place of arrival. */
final class BacktestGraph implements AutoCloseable {

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

        DataStream<Signal> signals = position(Stream.PURCHASE_REGISTRATIONS, purchases)
                .union(position(Stream.ADVERSE_REACTIONS, reactions), position(Stream.ONLINE_SALES, onlineSales))
                .transform("order by stream time", TypeInformation.of(Signal.class), new SignalOrder())
                .uid("backtest-order");
        signals.sinkTo(this.<Signal>sink(files.signals()::append))
                .uid("backtest-signals")
                .name("keep signals");
        EarlyWarningJob.define(signals, control, settings)
                .sinkTo(this.<Alert>sink(files.alertRevisions()::append))
                .uid("backtest-alerts")
                .name("keep alert revisions");
    }

    private <T extends StreamRecord> Source<Ingested<T>, ?, ?> source(RecordIngest<T> ingest) {
        return new OrderedSource<>(new RecordLines<>(
                inputs.get(ingest.stream()), ingest, receivedAt, share(tallies.get(ingest.stream()))));
    }

    private static DataStream<OrderedSignal> position(Stream stream, JudgedStreams judged) {
        return judged.signals()
                .process(new SignalPositions(stream.ordinal()))
                .returns(TypeInformation.of(OrderedSignal.class))
                .uid("backtest-position-" + stream.id())
                .name("note how far the stream has come");
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
