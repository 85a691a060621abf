package org.medsentry.streaming.alert;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.schemas.document.Alert;
import org.medsentry.streaming.state.SeenIds;

/**
 * The only writer of an alert, so that its revisions are totally ordered. Keyed by {@link RoutedSignal#alertKey()}. A
 * signal that comes again after somebody's restart changes nothing.
 *
 * <p>Signals come from several jobs without a common stream time, so what is remembered for de-duplication is forgotten by
 * the wall clock; nothing else here waits for time.
 */
public final class AlertWriter extends KeyedProcessFunction<String, RoutedSignal, Alert> {

    private static final long serialVersionUID = 1;

    private final long retentionMillis;

    private transient ValueState<OpenAlert> open;
    private transient SeenIds seen;
    private transient Counter duplicates;
    private transient Counter opened;
    private transient Counter revised;

    /** @param retention how long the same signal may come again, by the wall clock */
    public AlertWriter(Duration retention) {
        this.retentionMillis = retention.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext().getState(new ValueStateDescriptor<>("open-alert", OpenAlert.class));
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
        long until = context.timerService().currentProcessingTime() + retentionMillis;
        context.timerService().registerProcessingTimeTimer(seen.add(signalId, until));

        OpenAlert before = open.value();
        OpenAlert after = before == null ? AlertLedger.open(routed) : AlertLedger.absorb(before, routed);
        (before == null ? opened : revised).inc();
        open.update(after);
        out.collect(after.alert());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out) throws Exception {
        seen.sweep(timestamp);
    }
}
