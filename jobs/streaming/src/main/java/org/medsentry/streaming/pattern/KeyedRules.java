package org.medsentry.streaming.pattern;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.rules.Firing;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.DetectionClock;
import org.medsentry.streaming.state.SeenIds;

/**
 * All rules of one key: takes each record once, however often it is sent, and turns what is complete into signals. Rules
 * of one step are complete on arrival. Keyed by {@link RoutedRecord#routingKey()}.
 *
 * <p>Records are remembered in stream time, so that a backtest forgets exactly what the live run forgets.
 */
public final class KeyedRules extends KeyedProcessFunction<String, RoutedRecord, Signal> {

    private static final long serialVersionUID = 1;

    private final long retentionMillis;
    private final DetectionClock clock;

    private transient SeenIds seen;
    private transient Counter duplicates;
    private transient Counter signals;

    /** @param retention how long the same record may come again, in stream time */
    public KeyedRules(Duration retention, DetectionClock clock) {
        this.retentionMillis = retention.toMillis();
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) {
        seen = new SeenIds(getRuntimeContext());
        var metrics = getRuntimeContext().getMetricGroup().addGroup("medsentry");
        duplicates = metrics.counter("duplicates");
        signals = metrics.counter("signals");
    }

    @Override
    public void processElement(RoutedRecord routed, Context context, Collector<Signal> out) throws Exception {
        String recordId = routed.recordId();
        if (seen.contains(recordId)) {
            duplicates.inc();
            return;
        }
        long streamTime = routed.evidence().occurredAt().toEpochMilli();
        long until = Math.max(streamTime, context.timerService().currentWatermark()) + retentionMillis;
        context.timerService().registerEventTimeTimer(seen.add(recordId, until));
        for (Firing firing : routed.firings()) {
            signals.inc();
            out.collect(SignalAssembly.signal(routed, firing, clock.now(streamTime)));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Signal> out) throws Exception {
        seen.sweep(timestamp);
    }
}
