package org.medsentry.streaming.alert;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.schemas.document.Alert;
import org.medsentry.streaming.state.SeenIds;

/**
 * The only writer of an alert, so that its revisions are totally ordered. Keyed by {@link RoutedSignal#alertKey()}. A
 * signal that comes again after somebody's restart changes nothing.
 *
 * <p>Every signal makes a revision, but people and indices need not see each: an alert that opens or climbs is written at
 * once, further evidence at most once an interval, as the newest revision. Revisions count signals and not writes, so a
 * restart never gives a number to less evidence than it had before.
 *
 * <p>Signals come from several jobs without a common stream time, so all timers here go by the wall clock.
 */
public final class AlertWriter extends KeyedProcessFunction<String, RoutedSignal, Alert> {

    private static final long serialVersionUID = 1;

    private final long retentionMillis;
    private final long revisionIntervalMillis;

    private transient ValueState<OpenAlert> open;
    private transient ValueState<Long> writeAt;
    private transient SeenIds seen;
    private transient Counter duplicates;
    private transient Counter opened;
    private transient Counter revised;

    /**
     * @param retention how long the same signal may come again
     * @param revisionInterval how long further evidence may wait to be written; zero writes every revision
     */
    public AlertWriter(Duration retention, Duration revisionInterval) {
        this.retentionMillis = retention.toMillis();
        this.revisionIntervalMillis = revisionInterval.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext().getState(new ValueStateDescriptor<>("open-alert", OpenAlert.class));
        writeAt = getRuntimeContext().getState(new ValueStateDescriptor<>("write-at", Types.LONG));
        seen = new SeenIds(getRuntimeContext());
        var metrics = getRuntimeContext().getMetricGroup().addGroup("medsentry");
        duplicates = metrics.counter("duplicateSignals");
        opened = metrics.counter("alertsOpened");
        revised = metrics.counter("alertsRevised");
    }

    @Override
    public void processElement(RoutedSignal routed, Context context, Collector<Alert> out) throws Exception {
        String signalId = routed.signal().signalId();
        if (seen.contains(signalId)) {
            duplicates.inc();
            return;
        }
        TimerService timers = context.timerService();
        long now = timers.currentProcessingTime();
        timers.registerProcessingTimeTimer(seen.add(signalId, now + retentionMillis));

        OpenAlert before = open.value();
        OpenAlert after = before == null ? AlertLedger.open(routed) : AlertLedger.absorb(before, routed);
        (before == null ? opened : revised).inc();
        open.update(after);
        boolean climbs =
                before == null || after.alert().level() != before.alert().level();
        if (climbs || revisionIntervalMillis == 0) {
            write(after, out);
        } else if (writeAt.value() == null) {
            writeAt.update(now + revisionIntervalMillis);
            timers.registerProcessingTimeTimer(now + revisionIntervalMillis);
        }
    }

    private void write(OpenAlert newest, Collector<Alert> out) {
        writeAt.clear();
        out.collect(newest.alert());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out) throws Exception {
        Long due = writeAt.value();
        if (due != null && due <= timestamp) {
            write(open.value(), out);
        }
        if (SeenIds.isSweepTime(timestamp)) {
            seen.sweep(timestamp);
        }
    }
}
