package org.medsentry.local.backtest;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.streaming.correlate.Observation;

/**
 * Says of each observation of a branch how far the branch had come. What it says depends on the branch's own records alone,
 * not on which branch is faster.
 */
public final class ObservationPositions extends ProcessFunction<Observation, OrderedObservation> {

    private static final long serialVersionUID = 1;

    private final int branch;

    private long position = Long.MIN_VALUE;
    private long sequence;

    /** @param branch rank of the branch among all */
    public ObservationPositions(int branch) {
        this.branch = branch;
    }

    @Override
    public void processElement(Observation observation, Context context, Collector<OrderedObservation> out) {
        position = Math.max(position, context.timerService().currentWatermark());
        position = Math.max(position, observation.time().toEpochMilli());
        out.collect(new OrderedObservation(position, branch, sequence++, observation));
    }
}
