package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.AbsenceRule;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;
import org.medsentry.schemas.codec.DefaultZone;

/**
 * Notices that a usually active source is silent. It goes by stream time, and live by the wall clock as well: if the whole
 * stream is silent, so is stream time. One timer a source, put off when it fires, so that a record costs no timer.
 */
final class AbsenceMatcher implements KeyedMatcher {

    /** Records of the last minutes may still be on their way when only the wall clock says that a source is silent. */
    private static final long WALL_CLOCK_GRACE_MILLIS = 3_600_000;

    private final Matching matching;
    private final ValueStateDescriptor<SourceActivity> descriptor =
            new ValueStateDescriptor<>("absence", new SourceActivity.Serializer());

    AbsenceMatcher(Matching matching) {
        this.matching = matching;
    }

    @Override
    public void hit(RoutedRecord routed, Hit hit, List<InForce> rules) throws Exception {
        AbsenceRule rule = rule(rules);
        ValueState<SourceActivity> state = matching.state(hit.watchId(), descriptor);
        SourceActivity activity = state.value();
        boolean known = activity != null;
        if (!known) {
            activity = new SourceActivity();
        }
        activity.seen(day(routed.identity().time()));
        if (!known || routed.identity().time().isAfter(activity.last.time())) {
            activity.last = routed.identity();
            activity.lastHit = hit;
            activity.lastEvidence = routed.evidence();
            activity.lastRegion = routed.region();
            activity.arrivedAt = matching.processingTime();
        }
        if (!known) {
            long silence = rule.within().toMillis();
            activity.timer = activity.last.time().toEpochMilli() + silence;
            matching.registerEventTimeTimer(hit.watchId(), activity.timer);
            if (matching.isLive()) {
                activity.wallTimer = activity.arrivedAt + silence + WALL_CLOCK_GRACE_MILLIS;
                matching.registerProcessingTimeTimer(hit.watchId(), activity.wallTimer);
            }
        }
        state.update(activity);
    }

    /** The newest version of the rule: versions of one shape share the state. */
    private static AbsenceRule rule(List<InForce> rules) {
        return (AbsenceRule) rules.get(0).rule();
    }

    private static long day(Instant time) {
        return LocalDate.ofInstant(time, DefaultZone.SHANGHAI).toEpochDay();
    }

    @Override
    public void onEventTime(String watchId, long time, List<InForce> rules) throws Exception {
        if (matching.watermark() == Long.MAX_VALUE) {
            // the end of bounded input says nothing about silence
            release(watchId);
            return;
        }
        ValueState<SourceActivity> state = matching.state(watchId, descriptor);
        SourceActivity activity = state.value();
        if (activity == null || activity.timer != time) {
            return;
        }
        if (rules.isEmpty()) {
            forget(watchId, activity, state);
            return;
        }
        long due = activity.last.time().toEpochMilli() + rule(rules).within().toMillis();
        if (due > time) {
            activity.timer = due;
            matching.registerEventTimeTimer(watchId, due);
            state.update(activity);
            return;
        }
        decide(watchId, activity, state, rules.get(0));
    }

    @Override
    public void onProcessingTime(String watchId, long time, List<InForce> rules) throws Exception {
        ValueState<SourceActivity> state = matching.state(watchId, descriptor);
        SourceActivity activity = state.value();
        if (activity == null || activity.wallTimer != time) {
            return;
        }
        if (rules.isEmpty()) {
            forget(watchId, activity, state);
            return;
        }
        long due = activity.arrivedAt + rule(rules).within().toMillis() + WALL_CLOCK_GRACE_MILLIS;
        if (due > time) {
            activity.wallTimer = due;
            matching.registerProcessingTimeTimer(watchId, due);
            state.update(activity);
            return;
        }
        decide(watchId, activity, state, rules.get(0));
    }

    /** A source that is silent is forgotten: it must be active for as many days again before its silence means anything. */
    private void decide(String watchId, SourceActivity activity, ValueState<SourceActivity> state, InForce rule)
            throws Exception {
        AbsenceRule absence = (AbsenceRule) rule.rule();
        Instant last = activity.last.time();
        if (activity.wasActive(day(last), absence.activeDays())) {
            Firing firing = absence.fire(activity.lastHit, last, activity.lastRegion, rule);
            matching.signal(
                    firing,
                    activity.last,
                    activity.lastEvidence,
                    activity.lastRegion,
                    last,
                    last.plus(absence.within()));
        }
        forget(watchId, activity, state);
    }

    private void forget(String watchId, SourceActivity activity, ValueState<SourceActivity> state) {
        matching.deleteEventTimeTimer(watchId, activity.timer);
        if (activity.wallTimer != SourceActivity.NO_TIMER) {
            matching.deleteProcessingTimeTimer(watchId, activity.wallTimer);
        }
        state.clear();
    }

    @Override
    public void release(String watchId) throws Exception {
        ValueState<SourceActivity> state = matching.state(watchId, descriptor);
        SourceActivity activity = state.value();
        if (activity != null) {
            forget(watchId, activity, state);
        }
    }

    @Override
    public ValueStateDescriptor<?> descriptor() {
        return descriptor;
    }
}
