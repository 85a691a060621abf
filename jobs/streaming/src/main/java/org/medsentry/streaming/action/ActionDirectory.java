package org.medsentry.streaming.action;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.streaming.alert.life.ResolvedAction;

/**
 * Brings actions to their alerts. Keyed by alert id; the first input says where alerts live, from what the job itself has
 * written. An action that overtakes the news of its alert waits for it; one that waits in vain is answered.
 */
public final class ActionDirectory extends KeyedCoProcessFunction<String, AlertAddress, AlertAction, ResolvedAction> {

    public static final OutputTag<ActionResult> RESULTS =
            new OutputTag<>("answers-of-the-directory", TypeInformation.of(ActionResult.class));

    private static final long serialVersionUID = 1;
    private static final LocalisedText UNKNOWN = new LocalisedText("没有这条预警", "there is no such alert");

    private final long patienceMillis;
    private final long memoryMillis;

    private transient ValueState<AlertAddress> address;
    private transient ValueState<Long> forgetAt;
    private transient ListState<AlertAction> waiting;

    /**
     * @param patience how long an action may wait for the news of its alert
     * @param memory how long a closed alert is remembered, so that what is asked of it is answered by its reason
     */
    public ActionDirectory(Duration patience, Duration memory) {
        this.patienceMillis = patience.toMillis();
        this.memoryMillis = memory.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        address = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("address", TypeInformation.of(AlertAddress.class)));
        forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("forget-at", Types.LONG));
        waiting = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(AlertAction.class)));
    }

    @Override
    public void processElement1(AlertAddress news, Context context, Collector<ResolvedAction> out) throws Exception {
        AlertAddress known = address.value();
        if (known == null || !known.closed()) {
            address.update(news);
        }
        if (news.closed() && forgetAt.value() == null) {
            long end = context.timerService().currentProcessingTime() + memoryMillis;
            forgetAt.update(end);
            context.timerService().registerProcessingTimeTimer(end);
        }
        for (AlertAction action : waiting.get()) {
            out.collect(resolved(news, action));
        }
        waiting.clear();
    }

    @Override
    public void processElement2(AlertAction action, Context context, Collector<ResolvedAction> out) throws Exception {
        AlertAddress known = address.value();
        if (known != null) {
            out.collect(resolved(known, action));
            return;
        }
        waiting.add(action);
        context.timerService()
                .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + patienceMillis);
    }

    private static ResolvedAction resolved(AlertAddress address, AlertAction action) {
        return new ResolvedAction(address.caseKey(), address.alertKey(), action);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ResolvedAction> out) throws Exception {
        List<AlertAction> inVain = new ArrayList<>();
        waiting.get().forEach(inVain::add);
        waiting.clear();
        for (AlertAction action : inVain) {
            context.output(
                    RESULTS,
                    new ActionResult(
                            action.actionId(),
                            action.action(),
                            ActionStatus.REJECTED,
                            action.alertId(),
                            null,
                            UNKNOWN,
                            action.actor(),
                            action.role(),
                            Instant.ofEpochMilli(timestamp)));
        }
        Long end = forgetAt.value();
        if (end != null && end <= timestamp) {
            address.clear();
            forgetAt.clear();
        }
    }
}
