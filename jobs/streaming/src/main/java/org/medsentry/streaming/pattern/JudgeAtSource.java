package org.medsentry.streaming.pattern;

import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorV2;
import org.apache.flink.streaming.api.operators.Input;
import org.apache.flink.streaming.api.operators.MultipleInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.streaming.ingest.Gate;
import org.medsentry.streaming.ingest.IngestGate;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.reference.ControlReading;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * Gate and judge as part of the source's own task: Flink chains a source to an operator of many inputs, while before one of two
 * inputs it would serialise every record and hand it to another thread, most of them only to find that no rule cares. What
 * goes on from here has been asked for.
 *
 * <p>Stream time is that of the records alone, for the control stream has none.
 */
public final class JudgeAtSource<T extends org.medsentry.schemas.event.StreamRecord>
        extends AbstractStreamOperatorV2<RoutedRecord> implements MultipleInputStreamOperator<RoutedRecord> {

    private static final int INPUTS = 2;

    private final Gate<T> gate;
    private final RuleJudge<T> judge;
    private final SentToKeys out;
    private final SideOutputs aside;
    private final ControlReading control;

    private long watermark = Long.MIN_VALUE;

    private JudgeAtSource(StreamOperatorParameters<RoutedRecord> parameters, Gate<T> gate, RuleJudge<T> judge) {
        super(parameters, INPUTS);
        this.gate = gate;
        this.judge = judge;
        this.out = new SentToKeys(output);
        this.aside = new SideOutputs();
        this.control = new ControlReading(judge.topics(), judge::obey);
    }

    @Override
    public void open() throws Exception {
        super.open();
        gate.open(getMetricGroup());
        judge.prepare(getMetricGroup());
        control.load(judge.loader());
        judge.ready();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public List<Input> getInputs() {
        return List.of(new Records(), new ControlRows());
    }

    /** Neither input is keyed. */
    private interface Unkeyed<X> extends Input<X> {

        @Override
        default void setKeyContextElement(StreamRecord<X> element) {
            // There is no key.
        }
    }

    private final class Records implements Unkeyed<Ingested<T>> {

        @Override
        public void processElement(StreamRecord<Ingested<T>> element) {
            T record = gate.pass(element.getValue(), watermark, aside.begin(element));
            if (record != null) {
                out.begin(element);
                judge.judge(record, control.position(Topic.RULES), out);
            }
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            watermark = mark.getTimestamp();
            JudgeAtSource.this.processWatermark(mark);
        }

        @Override
        public void processWatermarkStatus(WatermarkStatus status) {
            output.emitWatermarkStatus(status);
        }

        @Override
        public void processLatencyMarker(LatencyMarker marker) {
            reportOrForwardLatencyMarker(marker);
        }
    }

    private final class ControlRows implements Unkeyed<ControlRecord> {

        @Override
        public void processElement(StreamRecord<ControlRecord> element) {
            control.take(element.getValue());
        }

        @Override
        public void processWatermark(Watermark mark) {
            // The control stream says nothing about stream time.
        }

        @Override
        public void processWatermarkStatus(WatermarkStatus status) {
            // Nor whether it stands still.
        }

        @Override
        public void processLatencyMarker(LatencyMarker marker) {
            reportOrForwardLatencyMarker(marker);
        }
    }

    private final class SideOutputs implements Gate.Aside {

        private StreamRecord<?> element;

        SideOutputs begin(StreamRecord<?> next) {
            element = next;
            return this;
        }

        @Override
        public void deadLetter(DeadLetter deadLetter) {
            output.collect(IngestGate.DEAD_LETTERS, timed(deadLetter));
        }

        @Override
        public void lateRecord(LateRecord late) {
            output.collect(IngestGate.LATE_RECORDS, timed(late));
        }

        /** What could not be read has no time. */
        private <X> StreamRecord<X> timed(X value) {
            return element.hasTimestamp()
                    ? new StreamRecord<>(value, element.getTimestamp())
                    : new StreamRecord<>(value);
        }
    }

    /** Makes the operator where it runs. */
    public static final class Factory<T extends org.medsentry.schemas.event.StreamRecord>
            extends AbstractStreamOperatorFactory<RoutedRecord> {

        private static final long serialVersionUID = 1;

        private final Gate<T> gate;
        private final RuleJudge<T> judge;

        public Factory(Gate<T> gate, RuleJudge<T> judge) {
            this.gate = gate;
            this.judge = judge;
        }

        @Override
        @SuppressWarnings("unchecked") // it is the operator that the caller takes it for
        public <O extends StreamOperator<RoutedRecord>> O createStreamOperator(
                StreamOperatorParameters<RoutedRecord> parameters) {
            return (O) new JudgeAtSource<>(parameters, gate, judge);
        }

        @Override
        @SuppressWarnings("rawtypes") // as the interface has it
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
            return JudgeAtSource.class;
        }
    }
}
