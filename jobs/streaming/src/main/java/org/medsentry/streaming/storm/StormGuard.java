package org.medsentry.streaming.storm;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;

/**
 * Keeps a rule that goes wild from burying the teams: past a rate of new alerts of one rule, one summary alert stands for
 * them, and triggers of single alerts are held back until the rate falls. Everything is still recorded, and each alert says
 * which of its triggers were held back. What climbs is never held back. Keyed by rule id; the first input is each alert as it
 * opens, the second the triggers.
 */
public final class StormGuard extends KeyedCoProcessFunction<String, Alert, Trigger, Trigger> {

    /** Summaries, to be made alerts of like any other signal. */
    public static final OutputTag<Signal> SIGNALS = new OutputTag<>("storms", TypeInformation.of(Signal.class));

    /** For the alerts whose triggers were held back. */
    public static final OutputTag<AlertAction> ACTIONS =
            new OutputTag<>("withheld-triggers", TypeInformation.of(AlertAction.class));

    private static final long serialVersionUID = 1;
    private static final String ACTOR = "storm-guard";

    private final int mostAlerts;
    private final long intervalMillis;

    private transient ValueState<StormState> state;
    private transient Counter withheld;

    /**
     * @param mostAlerts new alerts of one rule within the interval that are told one by one
     * @param interval also how often a lasting storm is told of, and how long it takes without alerts to be over
     */
    public StormGuard(int mostAlerts, Duration interval) {
        this.mostAlerts = mostAlerts;
        this.intervalMillis = interval.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("storm", TypeInformation.of(StormState.class)));
        withheld = getRuntimeContext().getMetricGroup().addGroup("medsentry").counter("withheldTriggers");
    }

    /** Exercises and the guard's own summaries are never too many. */
    private static boolean isExempt(String ruleId) {
        return ruleId.equals(Signal.STORM) || ruleId.equals(Signal.DRILL);
    }

    @Override
    public void processElement1(Alert opened, Context context, Collector<Trigger> out) throws Exception {
        if (isExempt(opened.ruleId())) {
            return;
        }
        long now = context.timerService().currentProcessingTime();
        StormState before = state.value() == null ? StormState.CALM : state.value();
        StormState after = before.opened(mostAlerts, now);
        if (!before.isStorm() && before.exceeds(mostAlerts, now, intervalMillis)) {
            after = after.begun(opened, now + intervalMillis);
            context.output(SIGNALS, StormSummary.of(after, mostAlerts, Duration.ofMillis(intervalMillis), now));
            after = after.told(now + intervalMillis);
        }
        state.update(after);
        context.timerService().registerProcessingTimeTimer(now + intervalMillis);
    }

    @Override
    public void processElement2(Trigger trigger, Context context, Collector<Trigger> out) throws Exception {
        StormState known = state.value();
        if (known == null
                || !known.isStorm()
                || trigger.cause() == TriggerCause.CLIMBED
                || isExempt(trigger.ruleId())) {
            out.collect(trigger);
            return;
        }
        withheld.inc();
        Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
        String reason = "too many alerts of rule " + trigger.ruleId() + " at once";
        for (Delivery delivery : trigger.deliveries(DeliveryState.WITHHELD, now, reason)) {
            context.output(ACTIONS, AlertAction.of(ActionType.WITHHOLD, delivery, ACTOR));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Trigger> out) throws Exception {
        StormState known = state.value();
        if (known == null) {
            return;
        }
        if (known.isStorm() && known.count() > known.told() && known.tellAt() <= timestamp) {
            context.output(SIGNALS, StormSummary.of(known, mostAlerts, Duration.ofMillis(intervalMillis), timestamp));
            known = known.told(timestamp + intervalMillis);
            state.update(known);
        }
        if (known.isOver(timestamp, intervalMillis)) {
            state.clear();
        }
    }
}
