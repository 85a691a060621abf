package org.medsentry.streaming.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/**
 * Reports that stream time has not passed yet, at the current key. The order in which a table takes reports decides which one raises a
 * pair, and partitions are read at different speed: so reports are taken in the order of their receipt, as sequences take records. One
 * timer at a time, for the earliest: many reports bear the same time, or come faster than watermarks.
 */
final class WaitingReports {

    private static final ValueStateDescriptor<Long> TIMER =
            new ValueStateDescriptor<>("report-table-timer", LongSerializer.INSTANCE);
    private static final MapStateDescriptor<String, RoutedRecord> WAITING =
            new MapStateDescriptor<>("report-table-waiting", StringSerializer.INSTANCE, new RoutedRecordSerializer());

    /** Ids decide between reports of the same time, so that every run takes them in the same order; of one report the newest comes first. */
    private static final Comparator<RoutedRecord> IN_ORDER = Comparator.comparingLong(RoutedRecord::time)
            .thenComparing(routed -> routed.identity().id())
            .thenComparingInt(routed -> -routed.identity().version());

    private final Matching matching;
    private final String watchId;
    private final ValueState<Long> timer;
    private final MapState<String, RoutedRecord> waiting;

    WaitingReports(Matching matching, String watchId) throws Exception {
        this.matching = matching;
        this.watchId = watchId;
        this.timer = matching.state(watchId, TIMER);
        this.waiting = matching.map(watchId, WAITING);
    }

    void add(RoutedRecord routed) throws Exception {
        waiting.put(routed.versionId(), routed);
        Long earliest = timer.value();
        if (earliest == null || routed.time() < earliest) {
            wake(earliest, routed.time());
        }
    }

    /** Those that stream time has passed, in order; they wait no longer. */
    List<RoutedRecord> due() throws Exception {
        long watermark = matching.watermark();
        List<RoutedRecord> due = new ArrayList<>();
        long next = Long.MAX_VALUE;
        for (Map.Entry<String, RoutedRecord> entry : waiting.entries()) {
            RoutedRecord routed = entry.getValue();
            if (routed.time() <= watermark) {
                due.add(routed);
            } else {
                next = Math.min(next, routed.time());
            }
        }
        due.sort(IN_ORDER);
        for (RoutedRecord routed : due) {
            waiting.remove(routed.versionId());
        }
        if (next == Long.MAX_VALUE) {
            timer.clear();
        } else {
            wake(null, next);
        }
        return due;
    }

    private void wake(Long before, long time) throws Exception {
        if (before != null) {
            matching.deleteEventTimeTimer(watchId, before);
        }
        matching.registerEventTimeTimer(watchId, time);
        timer.update(time);
    }

    void clear() throws Exception {
        Long registered = timer.value();
        if (registered != null) {
            matching.deleteEventTimeTimer(watchId, registered);
            timer.clear();
        }
        waiting.clear();
    }
}
