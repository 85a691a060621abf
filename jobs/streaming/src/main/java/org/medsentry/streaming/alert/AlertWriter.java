package org.medsentry.streaming.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.streaming.alert.life.CaseLife;
import org.medsentry.streaming.alert.life.CaseOutput;
import org.medsentry.streaming.alert.life.LifeSettings;
import org.medsentry.streaming.alert.life.OpenAlert;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.Silence;
import org.medsentry.streaming.alert.life.Silences;
import org.medsentry.streaming.state.SeenIds;

/**
 * The only writer of an alert, so that its revisions are totally ordered. Keyed by {@link CaseInput#caseKey()}: alerts of one cause
 * have to know of each other. A signal that comes again after somebody's restart changes nothing. Silences reach every instance;
 * they come here decided and answered ({@link SilenceDesk}).
 *
 * <p>Every signal makes a revision, but people and indices need not see each: an alert that opens, climbs, escalates or that somebody
 * acts on is written at once, further evidence at most once an interval, as the newest revision. Revisions count events and not
 * writes, so a restart never gives a number to less evidence than it had before.
 *
 * <p>Signals come from several jobs without a common stream time, so all timers here go by the wall clock. An operator of its own and
 * not Flink's keyed broadcast function, which gives no timers to keys that a broadcast element changes.
 */
public final class AlertWriter extends AbstractStreamOperator<Alert>
        implements TwoInputStreamOperator<CaseInput, Silence, Alert>, Triggerable<String, String>, CaseOutput {

    public static final OutputTag<Trigger> TRIGGERS = new OutputTag<>("triggers", TypeInformation.of(Trigger.class));
    public static final OutputTag<ActionResult> RESULTS =
            new OutputTag<>("action-results", TypeInformation.of(ActionResult.class));

    private static final long serialVersionUID = 1;

    private final long retentionMillis;
    private final long revisionIntervalMillis;
    private final LifeSettings settings;

    private transient InternalTimerService<String> timers;
    private transient CaseState state;
    private transient SeenIds seen;
    private transient BroadcastState<String, Silence> silenceState;
    private transient Silences silences;
    private transient CaseLife life;
    private transient AlertMetrics metrics;

    /**
     * @param retention how long the same signal may come again
     * @param revisionInterval how long further evidence may wait to be written; zero writes every revision
     */
    public AlertWriter(Duration retention, Duration revisionInterval, LifeSettings settings) {
        this.retentionMillis = retention.toMillis();
        this.revisionIntervalMillis = revisionInterval.toMillis();
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        metrics = new AlertMetrics(getMetricGroup().addGroup("medsentry"));
        timers = getInternalTimerService("alerts", StringSerializer.INSTANCE, this);
        state = new CaseState(getRuntimeContext(), timers, settings.memory());
        seen = new SeenIds(getRuntimeContext());
        silenceState = getOperatorStateBackend()
                .getBroadcastState(
                        new MapStateDescriptor<>("silences", Types.STRING, TypeInformation.of(Silence.class)));
        silences = new Silences();
        for (Map.Entry<String, Silence> silence : silenceState.entries()) {
            silences.apply(silence.getValue(), now());
        }
        life = new CaseLife(settings, silences, state, this);
    }

    private Instant now() {
        return Instant.ofEpochMilli(timers.currentProcessingTime());
    }

    @Override
    public void processElement1(StreamRecord<CaseInput> element) throws Exception {
        CaseInput input = element.getValue();
        if (input.signal() != null) {
            absorb(input.signal());
        } else {
            life.act(input.action(), now());
        }
    }

    private void absorb(RoutedSignal routed) throws Exception {
        String signalId = routed.signal().signalId();
        if (seen.contains(signalId)) {
            metrics.duplicate();
            return;
        }
        long until = timers.currentProcessingTime() + retentionMillis;
        timers.registerProcessingTimeTimer(CaseState.SWEEP, seen.add(signalId, until));
        life.evidence(routed, now());
    }

    /** Set or ended: every open alert that it covers shows it. */
    @Override
    public void processElement2(StreamRecord<Silence> element) throws Exception {
        Silence silence = element.getValue();
        Instant now = now();
        silences.apply(silence, now);
        silenceState.put(silence.silenceId(), silence);
        for (Silence expired : silences.dropExpired(now)) {
            silenceState.remove(expired.silenceId());
        }
        if (silence.isOver(now)) {
            silenceState.remove(silence.silenceId());
        }
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        CaseState.MEMBERS,
                        (key, members) -> life.silenced(silence, now));
    }

    @Override
    public void onProcessingTime(InternalTimer<String, String> timer) throws Exception {
        String namespace = timer.getNamespace();
        String toWake = CaseState.toWake(namespace);
        String toWrite = CaseState.toWrite(namespace);
        String toAct = CaseState.toAct(namespace);
        if (toWake != null) {
            life.wake(toWake, now(timer));
        } else if (toWrite != null) {
            writeWaiting(toWrite);
        } else if (toAct != null) {
            life.actWaiting(toAct, now(timer));
        } else {
            seen.sweep(timer.getTimestamp());
            state.sweep(timer.getTimestamp());
        }
    }

    /** The clock may lag behind the timer by what it takes to fire. */
    private Instant now(InternalTimer<String, String> timer) {
        return Instant.ofEpochMilli(Math.max(timer.getTimestamp(), timers.currentProcessingTime()));
    }

    private void writeWaiting(String alertKey) throws Exception {
        OpenAlert open = state.open(alertKey);
        if (state.writes(alertKey) && open != null) {
            emit(open.alert());
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, String> timer) {
        throw new IllegalStateException("no timer here goes by stream time");
    }

    @Override
    public void revised(String alertKey, Alert alert, boolean urgent) throws Exception {
        if (revisionIntervalMillis == 0) {
            emit(alert);
        } else if (urgent) {
            state.writes(alertKey);
            emit(alert);
        } else {
            state.writeLater(alertKey, timers.currentProcessingTime() + revisionIntervalMillis);
        }
        metrics.revised(alert);
    }

    private void emit(Alert alert) {
        output.collect(new StreamRecord<>(alert));
    }

    @Override
    public void triggered(Trigger trigger) {
        metrics.triggered(trigger);
        output.collect(TRIGGERS, new StreamRecord<>(trigger));
    }

    @Override
    public void answered(ActionResult result) {
        metrics.answered(result);
        output.collect(RESULTS, new StreamRecord<>(result));
    }

    @Override
    public void repeated() {
        metrics.repeated();
    }
}
