package org.medsentry.local.backtest;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.medsentry.streaming.correlate.Observation;

/**
 * Brings the observations of all branches into one order, that of stream time. Live, they are taken as they come, whichever
 * job is faster; in a backtest that would be another order in every run. An observation is held until every branch has come
 * as far as its own had: what can still come then belongs behind it.
 *
 * <p>The watermarks that come in fall differently in every run too, so those that go out follow what goes out.
 */
public final class ObservationOrder extends AbstractStreamOperator<Observation>
        implements OneInputStreamOperator<OrderedObservation, Observation> {

    private static final long serialVersionUID = 1;
    private static final long STEP_MILLIS = 1000;
    private static final Comparator<OrderedObservation> ORDER = Comparator.comparingLong(OrderedObservation::position)
            .thenComparingInt(OrderedObservation::branch)
            .thenComparingLong(OrderedObservation::sequence);

    private transient PriorityQueue<OrderedObservation> held;
    private transient long reached;

    @Override
    public void open() throws Exception {
        super.open();
        held = new PriorityQueue<>(ORDER);
        reached = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<OrderedObservation> element) {
        held.add(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // The last watermark, at the end of all input, is later than everything.
        boolean end = mark.equals(Watermark.MAX_WATERMARK);
        while (!held.isEmpty() && (end || held.peek().position() < mark.getTimestamp())) {
            release(held.poll());
        }
        if (end) {
            super.processWatermark(mark);
        }
    }

    private void release(OrderedObservation next) throws Exception {
        if (reached == Long.MIN_VALUE || next.position() - 1 >= reached + STEP_MILLIS) {
            reached = next.position() - 1;
            super.processWatermark(new Watermark(reached));
        }
        Observation observation = next.observation();
        output.collect(new StreamRecord<>(observation, observation.time().toEpochMilli()));
    }
}
