package org.medsentry.local.backtest;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.schemas.document.Signal;

/** Says of each signal of a stream how far the stream had come. What it says depends on the stream's own records alone. */
public final class SignalPositions extends ProcessFunction<Signal, OrderedSignal> {

    private static final long serialVersionUID = 1;

    private final int stream;

    private long position = Long.MIN_VALUE;
    private long sequence;

    /** @param stream rank of the stream among all */
    public SignalPositions(int stream) {
        this.stream = stream;
    }

    @Override
    public void processElement(Signal signal, Context context, Collector<OrderedSignal> out) {
        position = Math.max(position, context.timerService().currentWatermark());
        position = Math.max(position, signal.lastEventAt().toEpochMilli());
        out.collect(new OrderedSignal(position, stream, sequence++, signal));
    }
}
