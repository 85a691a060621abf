package org.medsentry.local.backtest;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.medsentry.schemas.document.Signal;

/**
 * Brings the signals of all streams into one order, that of stream time. Live, signals are taken as they come, whichever job
 * is faster; in a backtest that would be another order in every run. A signal is held until every stream has come as far
 * as its own had: what can still come then belongs behind it.
 */
public final class SignalOrder extends AbstractStreamOperator<Signal>
        implements OneInputStreamOperator<OrderedSignal, Signal> {

    private static final long serialVersionUID = 1;
    private static final Comparator<OrderedSignal> ORDER = Comparator.comparingLong(OrderedSignal::position)
            .thenComparingInt(OrderedSignal::stream)
            .thenComparingLong(OrderedSignal::sequence);

    private transient PriorityQueue<OrderedSignal> held;

    @Override
    public void open() throws Exception {
        super.open();
        held = new PriorityQueue<>(ORDER);
    }

    @Override
    public void processElement(StreamRecord<OrderedSignal> element) {
        held.add(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // The last watermark, at the end of all input, is later than everything.
        while (!held.isEmpty()
                && (held.peek().position() < mark.getTimestamp() || mark.equals(Watermark.MAX_WATERMARK))) {
            Signal signal = held.poll().signal();
            output.collect(new StreamRecord<>(signal, signal.lastEventAt().toEpochMilli()));
        }
        super.processWatermark(mark);
    }
}
