package org.medsentry.streaming.pattern;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.AbsenceRule;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;

/**
 * Notices that a usually active source is silent. It goes by stream time, and live by the wall clock as well: if the whole
 * stream is silent, so is stream time. One timer a source, put off when it fires, so that a record costs no timer.
 */
final class AbsenceMatcher implements KeyedMatcher {

    /** Records of the last minutes may still be on their way when only the wall clock says that a source is silent. */
    private static final long WALL_CLOCK_GRACE_MILLIS = 3_600_000;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Matching matching;
    private final ValueStateDescriptor<SourceActivity> descriptor =
            new ValueStateDescriptor<>("absence", new SourceActivity.Serializer());

    AbsenceMatcher(Matching matching) {
        this.matching = matching;
    }

    @Override
    public void hit(RoutedRecord routed, Hit hit, List<InForce> rules) throws Exception {
        AbsenceRule rule = rule(rules);
        long silence = rule.within().toMillis();
        ValueState<SourceActivity> state = matching.state(hit.watchId(), descriptor);
        SourceActivity activity = state.value();
        if (activity == null) {
            activity = new SourceActivity();
        }
        boolean alive = activity.take(ActivePeriod.of(routed, hit), silence, matching.watermark());
        if (alive) {
            activity.arrivedAt = matching.processingTime();
            if (matching.isLive() && activity.wallTimer == SourceActivity.NO_TIMER) {
                activity.wallTimer = activity.arrivedAt + silence + WALL_CLOCK_GRACE_MILLIS;
                matching.registerProcessingTimeTimer(hit.watchId(), activity.wallTimer);
            }
            lookAt(hit.watchId(), activity, activity.due(silence));
        } else if (activity.timer == SourceActivity.NO_TIMER) {
            long forgotten = routed.time() + rule.activeDays() * DAY_MILLIS;
            if (forgotten <= matching.watermark()) {
                return; // what it says no longer matters to any silence
            }
            lookAt(hit.watchId(), activity, forgotten);
        }
        state.update(activity);
    }

    /** An earlier timer is left alone: when it fires, it is put off. */
    private void lookAt(String watchId, SourceActivity activity, long time) {
        if (activity.timer != SourceActivity.NO_TIMER && activity.timer <= time) {
            return;
        }
        if (activity.timer != SourceActivity.NO_TIMER) {
            matching.deleteEventTimeTimer(watchId, activity.timer);
        }
        activity.timer = time;
        matching.registerEventTimeTimer(watchId, time);
    }

    /** The newest version of the rule: versions of one shape share the state. */
    private static AbsenceRule rule(List<InForce> rules) {
        return (AbsenceRule) rules.get(0).rule();
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
        if (rules.isEmpty() || activity.isSilent()) {
            forget(watchId, activity, state);
            return;
        }
        activity.timer = SourceActivity.NO_TIMER;
        long silence = rule(rules).within().toMillis();
        long last = time;
        while (!activity.isSilent() && activity.due(silence) <= matching.watermark()) {
            last = decide(activity, rules.get(0));
        }
        goOn(watchId, activity, last, rule(rules));
        state.update(activity);
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
        activity.wallTimer = SourceActivity.NO_TIMER;
        long last = time;
        while (!activity.isSilent()) {
            last = decide(activity, rules.get(0));
        }
        goOn(watchId, activity, last, rule(rules));
        state.update(activity);
    }

    /** The silence after the first period is certain. @return the time of its last record */
    private long decide(SourceActivity activity, InForce rule) {
        AbsenceRule absence = (AbsenceRule) rule.rule();
        ActivePeriod ended = activity.end();
        Instant last = ended.last().time();
        if (activity.wasActive(ended.lastDay(), absence.activeDays())) {
            Firing firing = absence.fire(ended.lastHit(), last, ended.lastRegion(), rule);
            matching.signal(
                    firing, ended.last(), ended.lastEvidence(), ended.lastRegion(), last, last.plus(absence.within()));
        }
        return ended.lastMillis();
    }

    /**
     * The days of a silent source are kept as long as they can be among those before its next silence: records that come late
     * still fill them.
     */
    private void goOn(String watchId, SourceActivity activity, long last, AbsenceRule rule) {
        if (!activity.isSilent()) {
            lookAt(watchId, activity, activity.due(rule.within().toMillis()));
            return;
        }
        if (activity.wallTimer != SourceActivity.NO_TIMER) {
            matching.deleteProcessingTimeTimer(watchId, activity.wallTimer);
            activity.wallTimer = SourceActivity.NO_TIMER;
        }
        if (activity.timer != SourceActivity.NO_TIMER) {
            matching.deleteEventTimeTimer(watchId, activity.timer);
            activity.timer = SourceActivity.NO_TIMER;
        }
        lookAt(watchId, activity, last + rule.activeDays() * DAY_MILLIS);
    }

    private void forget(String watchId, SourceActivity activity, ValueState<SourceActivity> state) {
        if (activity.timer != SourceActivity.NO_TIMER) {
            matching.deleteEventTimeTimer(watchId, activity.timer);
        }
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
