package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;
import org.medsentry.rules.OutlierRule;

/** Holds each value against the median of those that came before it at its key. Judged on arrival. */
final class OutlierMatcher implements KeyedMatcher {

    /** A key that has had no value for so long starts anew. */
    private static final long RETENTION_MILLIS = 180L * 24 * 3_600_000;

    private final Matching matching;
    private final ValueStateDescriptor<RunningMedian> descriptor =
            new ValueStateDescriptor<>("outlier", new RunningMedian.Serializer());

    OutlierMatcher(Matching matching) {
        this.matching = matching;
    }

    @Override
    public void hit(RoutedRecord routed, Hit hit, List<InForce> rules) throws Exception {
        InForce rule = rules.get(0);
        OutlierRule outlier = (OutlierRule) rule.rule();
        ValueState<RunningMedian> state = matching.state(hit.watchId(), descriptor);
        RunningMedian values = state.value();
        if (values == null) {
            values = new RunningMedian();
        }
        if (!values.add((Double) hit.values()[0], routed.identity().id(), outlier.memory(), usual -> {
            Firing firing = outlier.judge(hit, usual, routed.region(), rule);
            if (firing != null) {
                Instant time = routed.identity().time();
                matching.signal(firing, routed.identity(), routed.evidence(), routed.region(), time, time);
            }
        })) {
            return; // the same record again
        }
        long until = Math.max(routed.time(), matching.watermark()) + RETENTION_MILLIS;
        if (values.timer == RunningMedian.NO_TIMER) {
            values.timer = until;
            matching.registerEventTimeTimer(hit.watchId(), until);
        }
        values.until = Math.max(values.until, until);
        state.update(values);
    }

    @Override
    public void onEventTime(String watchId, long time, List<InForce> rules) throws Exception {
        ValueState<RunningMedian> state = matching.state(watchId, descriptor);
        RunningMedian values = state.value();
        if (values == null || values.timer != time) {
            return;
        }
        if (values.until > time && matching.watermark() != Long.MAX_VALUE) {
            values.timer = values.until;
            matching.registerEventTimeTimer(watchId, values.until);
            state.update(values);
        } else {
            state.clear();
        }
    }

    @Override
    public void release(String watchId) throws Exception {
        ValueState<RunningMedian> state = matching.state(watchId, descriptor);
        RunningMedian values = state.value();
        if (values != null) {
            matching.deleteEventTimeTimer(watchId, values.timer);
            state.clear();
        }
    }

    @Override
    public ValueStateDescriptor<?> descriptor() {
        return descriptor;
    }
}
