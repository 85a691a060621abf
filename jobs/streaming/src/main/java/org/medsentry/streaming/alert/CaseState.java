package org.medsentry.streaming.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.medsentry.streaming.alert.life.CaseMember;
import org.medsentry.streaming.alert.life.CaseMemory;
import org.medsentry.streaming.alert.life.ClosedAlert;
import org.medsentry.streaming.alert.life.OpenAlert;
import org.medsentry.streaming.alert.life.WaitingActions;
import org.medsentry.streaming.state.SeenIds;

/**
 * The state of a case. Documents and what other alerts of the case need of them lie apart, so that evidence for one alert reads and
 * writes that one alone. Timers have a namespace for each alert; what is forgotten is swept once an hour.
 */
final class CaseState implements CaseMemory {

    static final MapStateDescriptor<String, CaseMember> MEMBERS =
            new MapStateDescriptor<>("case-members", Types.STRING, TypeInformation.of(CaseMember.class));

    /** Namespace of the timers of sweeps. */
    static final String SWEEP = "";

    private static final String WAKE = "wake ";
    private static final String WRITE = "write ";
    private static final String ACT = "act ";

    private final InternalTimerService<String> timers;
    private final Duration memory;
    private final MapState<String, OpenAlert> open;
    private final MapState<String, CaseMember> members;
    private final MapState<String, ClosedAlert> closed;
    private final MapState<String, WaitingActions> waiting;
    private final MapState<String, Long> writeAt;
    private final SeenIds answered;

    CaseState(RuntimeContext context, InternalTimerService<String> timers, Duration memory) {
        this.timers = timers;
        this.memory = memory;
        open = context.getMapState(
                new MapStateDescriptor<>("open-alerts", Types.STRING, TypeInformation.of(OpenAlert.class)));
        members = context.getMapState(MEMBERS);
        closed = context.getMapState(
                new MapStateDescriptor<>("closed-alerts", Types.STRING, TypeInformation.of(ClosedAlert.class)));
        waiting = context.getMapState(
                new MapStateDescriptor<>("waiting-actions", Types.STRING, TypeInformation.of(WaitingActions.class)));
        writeAt = context.getMapState(new MapStateDescriptor<>("write-at", Types.STRING, Types.LONG));
        answered = new SeenIds(context, "answered-until");
    }

    /** The alert that a timer is to wake; null if it is for something else. */
    static String toWake(String namespace) {
        return namespace.startsWith(WAKE) ? namespace.substring(WAKE.length()) : null;
    }

    /** The alert that a timer is to write; null if it is for something else. */
    static String toWrite(String namespace) {
        return namespace.startsWith(WRITE) ? namespace.substring(WRITE.length()) : null;
    }

    /** The alert that a timer is to do the waiting actions of; null if it is for something else. */
    static String toAct(String namespace) {
        return namespace.startsWith(ACT) ? namespace.substring(ACT.length()) : null;
    }

    @Override
    public OpenAlert open(String alertKey) throws Exception {
        return open.get(alertKey);
    }

    @Override
    public void keep(String alertKey, OpenAlert alert) throws Exception {
        open.put(alertKey, alert);
    }

    @Override
    public ClosedAlert closed(String alertKey) throws Exception {
        return closed.get(alertKey);
    }

    @Override
    public void close(String alertKey, ClosedAlert alert) throws Exception {
        remove(open, alertKey);
        remove(members, alertKey);
        closed.put(alertKey, alert);
        sweepAfter(alert.forgetAt());
    }

    @Override
    public Map<String, CaseMember> members() throws Exception {
        // In one order whatever the backend, and after a restore too.
        Map<String, CaseMember> all = new TreeMap<>();
        members.entries().forEach(member -> all.put(member.getKey(), member.getValue()));
        return all;
    }

    @Override
    public void keepMember(String alertKey, CaseMember member) throws Exception {
        members.put(alertKey, member);
    }

    @Override
    public boolean wasAnswered(String actionId) throws Exception {
        return answered.contains(actionId);
    }

    @Override
    public void answered(String actionId, Instant now) throws Exception {
        long until = now.plus(memory).toEpochMilli();
        timers.registerProcessingTimeTimer(SWEEP, answered.add(actionId, until));
    }

    @Override
    public WaitingActions waiting(String alertKey) throws Exception {
        return waiting.get(alertKey);
    }

    @Override
    public void keepWaiting(String alertKey, WaitingActions actions) throws Exception {
        WaitingActions before = waiting.get(alertKey);
        String namespace = ACT + alertKey;
        if (before != null) {
            timers.deleteProcessingTimeTimer(namespace, before.until().toEpochMilli());
        }
        if (actions == null) {
            remove(waiting, alertKey);
        } else {
            waiting.put(alertKey, actions);
            timers.registerProcessingTimeTimer(namespace, actions.until().toEpochMilli());
        }
    }

    @Override
    public void wake(String alertKey, Instant before, Instant at) {
        String namespace = WAKE + alertKey;
        if (before != null) {
            timers.deleteProcessingTimeTimer(namespace, before.toEpochMilli());
        }
        if (at != null) {
            timers.registerProcessingTimeTimer(namespace, at.toEpochMilli());
        }
    }

    /** Asks for the alert to be written at a time, unless that was asked for already. */
    void writeLater(String alertKey, long at) throws Exception {
        if (!writeAt.contains(alertKey)) {
            writeAt.put(alertKey, at);
            timers.registerProcessingTimeTimer(WRITE + alertKey, at);
        }
    }

    /** Whether it waited to be written, which it does no more. */
    boolean writes(String alertKey) throws Exception {
        Long waiting = writeAt.get(alertKey);
        if (waiting == null) {
            return false;
        }
        remove(writeAt, alertKey);
        timers.deleteProcessingTimeTimer(WRITE + alertKey, waiting);
        return true;
    }

    private void sweepAfter(Instant time) {
        timers.registerProcessingTimeTimer(SWEEP, SeenIds.sweepAfter(time.toEpochMilli()));
    }

    void sweep(long now) throws Exception {
        answered.sweep(now);
        Iterator<Map.Entry<String, ClosedAlert>> entries = closed.iterator();
        while (entries.hasNext()) {
            if (entries.next().getValue().forgetAt().toEpochMilli() < now) {
                entries.remove();
            }
        }
        if (closed.isEmpty()) {
            closed.clear();
        }
    }

    /** An emptied map is cleared, for an empty one still takes its place in state. */
    private static void remove(MapState<String, ?> map, String key) throws Exception {
        map.remove(key);
        if (map.isEmpty()) {
            map.clear();
        }
    }
}
