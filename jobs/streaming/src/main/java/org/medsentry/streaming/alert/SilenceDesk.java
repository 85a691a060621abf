package org.medsentry.streaming.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.streaming.alert.life.Silence;
import org.medsentry.streaming.alert.life.SilenceRegister;
import org.medsentry.streaming.state.SeenIds;

/**
 * Answers orders of silence and passes on those that are accepted. They concern every instance of {@link AlertWriter}, each of which
 * would answer. Keyed by one and the same key, for there is one register of silences.
 */
public final class SilenceDesk extends KeyedProcessFunction<String, AlertAction, Silence> {

    public static final OutputTag<ActionResult> RESULTS =
            new OutputTag<>("silence-results", TypeInformation.of(ActionResult.class));

    private static final long serialVersionUID = 1;

    private final Duration memory;

    private transient MapState<String, Silence> silences;
    private transient SeenIds answered;
    private transient Counter repeated;

    /** @param memory how long the same action may come again */
    public SilenceDesk(Duration memory) {
        this.memory = memory;
    }

    @Override
    public void open(OpenContext context) {
        silences = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("silences", Types.STRING, TypeInformation.of(Silence.class)));
        answered = new SeenIds(getRuntimeContext());
        repeated = getRuntimeContext().getMetricGroup().addGroup("medsentry").counter("repeatedActions");
    }

    @Override
    public void processElement(AlertAction action, Context context, Collector<Silence> out) throws Exception {
        if (answered.contains(action.actionId())) {
            repeated.inc();
            return;
        }
        TimerService timers = context.timerService();
        Instant now = Instant.ofEpochMilli(timers.currentProcessingTime());
        timers.registerProcessingTimeTimer(
                answered.add(action.actionId(), now.plus(memory).toEpochMilli()));

        Silence known = action.silenceId() == null ? null : silences.get(action.silenceId());
        SilenceRegister.Decision decision = SilenceRegister.decide(action, known, now);
        context.output(RESULTS, decision.result());
        if (decision.silence() == null) {
            return;
        }
        Silence silence = decision.silence();
        if (silence.isOver(now)) {
            silences.remove(silence.silenceId());
        } else {
            silences.put(silence.silenceId(), silence);
            timers.registerProcessingTimeTimer(
                    SeenIds.sweepAfter(silence.until().toEpochMilli()));
        }
        out.collect(silence);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Silence> out) throws Exception {
        answered.sweep(timestamp);
        Instant now = Instant.ofEpochMilli(timestamp);
        Iterator<Map.Entry<String, Silence>> entries = silences.iterator();
        while (entries.hasNext()) {
            if (entries.next().getValue().isOver(now)) {
                entries.remove();
            }
        }
        if (silences.isEmpty()) {
            silences.clear();
        }
    }
}
