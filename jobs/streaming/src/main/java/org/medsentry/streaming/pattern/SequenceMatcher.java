package org.medsentry.streaming.pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;
import org.medsentry.rules.SequenceRule;

/**
 * Matches patterns that span several records. Records wait until stream time has passed them, for a pattern is about their
 * order; one that comes later than that is late. A key and rule has two timers: for the first record that waits, and for the
 * oldest half-matched pattern. The first is short; where an earlier record comes it is left alone and fires for nothing.
 */
final class SequenceMatcher implements KeyedMatcher {

    /** So many times as many records may wait at a key as may be half-matched. */
    private static final int WAITING_A_PATTERN = 10;

    private static final String TOO_MANY_WAITING = "too many records of one key wait for their order";

    private final Matching matching;

    /** Made for the first rule that needs it. */
    private AutomatonBuffer buffer;

    private final Map<String, Compiled> compiled = new HashMap<>();
    private final Map<String, String> ruleIds = new HashMap<>();
    private final ValueStateDescriptor<SequenceState> descriptor =
            new ValueStateDescriptor<>("sequence", new SequenceState.Serializer());

    SequenceMatcher(Matching matching) {
        this.matching = matching;
    }

    private record Compiled(SequenceRule rule, SequenceRecogniser recogniser) {}

    @Override
    public void hit(RoutedRecord routed, Hit hit, List<InForce> rules) throws Exception {
        InForce rule = rules.get(0);
        SequenceEvent event = SequenceEvent.of(routed, hit);
        ValueState<SequenceState> store = matching.state(hit.watchId(), descriptor);
        SequenceState state = store.value();
        if (state == null) {
            state = new SequenceState();
        } else if (!makesRoom(state, event)) {
            matching.duplicate();
            return;
        }
        if (routed.time() <= Math.max(matching.watermark(), state.matchedUntil)) {
            matching.late(routed, rule);
            return;
        }
        state.await(event);
        if (state.waiting().size() > (long) WAITING_A_PATTERN * matching.mostPartialMatches()) {
            matching.contained(rule, routed, TOO_MANY_WAITING);
            forget(hit.watchId(), state, store);
            return;
        }
        if (routed.time() < state.orderTimer) {
            state.orderTimer = routed.time();
            matching.registerShortTimer(hit.watchId(), state.orderTimer);
        }
        store.update(state);
    }

    /** Whether the record is new here. A newer version of a record that still waits takes its place. */
    private static boolean makesRoom(SequenceState state, SequenceEvent event) {
        if (state.waiting().isEmpty() && state.isIdle()) {
            return true;
        }
        SequenceEvent known = state.waiting(event.idHash());
        if (known != null) {
            return event.identity().version() > known.identity().version()
                    && state.waiting().remove(known);
        }
        return !state.holds(event.idHash());
    }

    /** What has been matched already is not taken apart again; what still waits is taken back. */
    @Override
    public void withdraw(RoutedRecord routed, Hit withdrawal, List<InForce> rules) throws Exception {
        ValueState<SequenceState> store = matching.state(withdrawal.watchId(), descriptor);
        SequenceState state = store.value();
        SequenceEvent known =
                state == null ? null : state.waiting(routed.identity().hash());
        if (known != null && routed.identity().version() > known.identity().version()) {
            state.waiting().remove(known);
            store.update(state);
        }
    }

    @Override
    public void onEventTime(String watchId, long time, List<InForce> rules) throws Exception {
        ValueState<SequenceState> store = matching.state(watchId, descriptor);
        SequenceState state = store.value();
        if (state == null || (time != state.orderTimer && time != state.expiryTimer)) {
            return;
        }
        if (rules.isEmpty()) {
            sleep(watchId, time, state, store);
        } else {
            drain(watchId, state, store, rules.get(0));
        }
    }

    /** The rule is paused: what is there stays there, as long as it can still become a match. */
    private void sleep(String watchId, long time, SequenceState state, ValueState<SequenceState> store)
            throws Exception {
        long end = state.newest + matching.span(watchId) + 1;
        if (matching.watermark() >= end) {
            forget(watchId, state, store);
            return;
        }
        state.overslept = true;
        if (time == state.orderTimer) {
            state.orderTimer = SequenceState.NO_TIMER;
        }
        if (state.expiryTimer != SequenceState.NO_TIMER && state.expiryTimer != time) {
            matching.deleteEventTimeTimer(watchId, state.expiryTimer);
        }
        state.expiryTimer = end;
        matching.registerEventTimeTimer(watchId, end);
        store.update(state);
    }

    private void drain(String watchId, SequenceState state, ValueState<SequenceState> store, InForce rule)
            throws Exception {
        SequenceRecogniser recogniser = recogniser(watchId, (SequenceRule) rule.rule());
        long watermark = matching.watermark();
        boolean ended = watermark == Long.MAX_VALUE;
        SequenceDrain drain = new SequenceDrain(matching, watchId, rule, recogniser);
        drain.drain(state, watermark);
        if (state.orderTimer <= watermark) {
            state.orderTimer = SequenceState.NO_TIMER;
        }
        if (state.expiryTimer <= watermark) {
            state.expiryTimer = SequenceState.NO_TIMER;
        }
        if (ended || state.isIdle() && state.waiting().isEmpty()) {
            forget(watchId, state, store);
            return;
        }
        SequenceProgress progress = state.progress(recogniser);
        tell(watchId, state, progress.partialMatches());
        state.matchedUntil = watermark;
        if (state.orderTimer == SequenceState.NO_TIMER && !state.waiting().isEmpty()) {
            state.orderTimer = state.waiting().get(0).time();
            matching.registerShortTimer(watchId, state.orderTimer);
        }
        expireAt(watchId, state, recogniser.expiry(progress));
        store.update(state);
    }

    /** An earlier timer is left alone: when it fires, it is put off. */
    private void expireAt(String watchId, SequenceState state, long expiry) {
        if (expiry >= state.expiryTimer) {
            return;
        }
        if (state.expiryTimer != SequenceState.NO_TIMER) {
            matching.deleteEventTimeTimer(watchId, state.expiryTimer);
        }
        state.expiryTimer = expiry;
        matching.registerEventTimeTimer(watchId, expiry);
    }

    private SequenceRecogniser recogniser(String watchId, SequenceRule rule) {
        Compiled known = compiled.get(watchId);
        if (known == null || known.rule() != rule) {
            known = new Compiled(rule, newRecogniser(rule));
            compiled.put(watchId, known);
            ruleIds.put(watchId, rule.id());
        }
        return known.recogniser();
    }

    private SequenceRecogniser newRecogniser(SequenceRule rule) {
        if (rule.isPlainRepetition()) {
            return new RepetitionRecogniser(rule);
        }
        if (buffer == null) {
            buffer = new AutomatonBuffer();
        }
        return new AutomatonRecogniser(rule, buffer);
    }

    private void tell(String watchId, SequenceState state, int partialMatches) {
        String ruleId = ruleIds.get(watchId);
        if (partialMatches != state.partialMatches && ruleId != null) {
            matching.partialMatches(ruleId, partialMatches - state.partialMatches);
            state.partialMatches = partialMatches;
        }
    }

    private void forget(String watchId, SequenceState state, ValueState<SequenceState> store) {
        tell(watchId, state, 0);
        if (state.orderTimer != SequenceState.NO_TIMER) {
            matching.deleteEventTimeTimer(watchId, state.orderTimer);
        }
        if (state.expiryTimer != SequenceState.NO_TIMER) {
            matching.deleteEventTimeTimer(watchId, state.expiryTimer);
        }
        store.clear();
    }

    @Override
    public void release(String watchId) throws Exception {
        ValueState<SequenceState> store = matching.state(watchId, descriptor);
        SequenceState state = store.value();
        if (state != null) {
            forget(watchId, state, store);
        }
        compiled.remove(watchId);
    }

    @Override
    public boolean countsPartialMatches() {
        return true;
    }

    @Override
    public void restored(String watchId, String ruleId) throws Exception {
        ruleIds.putIfAbsent(watchId, ruleId);
        matching.partialMatches(ruleId, matching.state(watchId, descriptor).value().partialMatches);
    }

    @Override
    public ValueStateDescriptor<?> descriptor() {
        return descriptor;
    }
}
