package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.rules.Captures;
import org.medsentry.rules.Firing;
import org.medsentry.rules.InForce;
import org.medsentry.rules.SequenceRule;
import org.medsentry.schemas.document.Evidence;

/** Feeds a rule at one key with the records whose order is known, and tells what it finds. */
final class SequenceDrain {

    private static final String TOO_MANY = "too many half-matched patterns at one key";

    private final Matching matching;
    private final String watchId;
    private final InForce state;
    private final SequenceRule rule;
    private final SequenceRecogniser recogniser;

    SequenceDrain(Matching matching, String watchId, InForce state, SequenceRecogniser recogniser) {
        this.matching = matching;
        this.watchId = watchId;
        this.state = state;
        this.rule = (SequenceRule) state.rule();
        this.recogniser = recogniser;
    }

    /** @param watermark stream time; its end, {@code Long.MAX_VALUE}, takes all records that wait, but no time passes */
    void drain(SequenceState memory, long watermark) throws Exception {
        List<SequenceEvent> waiting = memory.waiting();
        int taken = memory.isIdle() ? meaningless(waiting, watermark) : 0;
        if (taken == waiting.size() && taken > 0) {
            waiting.clear();
            memory.overslept = false;
            return;
        }
        adopt(memory);
        recogniser.start(memory.progress(recogniser));
        try {
            long now = Long.MIN_VALUE;
            while (taken < waiting.size() && waiting.get(taken).time() <= watermark) {
                SequenceEvent event = waiting.get(taken++);
                if (event.time() > now) {
                    now = event.time();
                    advance(memory, now);
                }
                take(memory, event);
            }
            if (watermark != Long.MAX_VALUE) {
                advance(memory, watermark);
            }
        } finally {
            recogniser.finish();
            waiting.subList(0, taken).clear();
        }
    }

    /** How many of the first records mean nothing, because nothing is half-matched and they cannot begin it. */
    private int meaningless(List<SequenceEvent> waiting, long watermark) {
        int count = 0;
        while (count < waiting.size()
                && waiting.get(count).time() <= watermark
                && !recogniser.mayBegin(waiting.get(count))) {
            count++;
        }
        return count;
    }

    /** What another kind of recogniser has left is built anew from the records that it held. */
    private void adopt(SequenceState memory) throws Exception {
        SequenceProgress found = memory.progress(recogniser);
        if (recogniser.knows(found)) {
            return;
        }
        SequenceProgress adopted = recogniser.begin();
        recogniser.start(adopted);
        try {
            for (SequenceEvent event : found.events()) {
                recogniser.take(event);
            }
        } finally {
            recogniser.finish();
        }
        memory.setProgress(adopted);
    }

    private void advance(SequenceState memory, long time) throws Exception {
        List<SequenceMatch> matches;
        try {
            matches = recogniser.advance(time);
        } catch (RuntimeException | StackOverflowError broken) {
            List<SequenceEvent> held = memory.progress(recogniser).events();
            matching.contained(state, held.get(held.size() - 1).routed(matching.key()), reason(broken));
            startAnew(memory);
            return;
        }
        if (!matches.isEmpty() && !memory.overslept) {
            signal(matches);
        }
        memory.overslept = false;
    }

    private void take(SequenceState memory, SequenceEvent event) throws Exception {
        List<SequenceMatch> matches;
        try {
            matches = recogniser.take(event);
        } catch (RuntimeException | StackOverflowError broken) {
            matching.contained(state, event.routed(matching.key()), reason(broken));
            startAnew(memory);
            return;
        }
        if (!matches.isEmpty()) {
            signal(matches);
        }
        if (memory.progress(recogniser).partialMatches() > matching.mostPartialMatches()) {
            matching.contained(state, event.routed(matching.key()), TOO_MANY);
            startAnew(memory);
        }
    }

    private static String reason(Throwable broken) {
        Throwable root = broken;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "a condition failed: " + root.getClass().getSimpleName();
    }

    private void startAnew(SequenceState memory) throws Exception {
        recogniser.finish();
        SequenceProgress anew = recogniser.begin();
        memory.setProgress(anew);
        recogniser.start(anew);
    }

    /** A record decides once, in however many ways it completes the pattern: the evidence is that of all of them. */
    private void signal(List<SequenceMatch> matches) {
        Map<SequenceEvent, List<SequenceMatch>> byDeciding = new LinkedHashMap<>();
        for (SequenceMatch match : matches) {
            byDeciding
                    .computeIfAbsent(match.deciding(), deciding -> new ArrayList<>(1))
                    .add(match);
        }
        byDeciding.forEach(this::signal);
    }

    private void signal(SequenceEvent deciding, List<SequenceMatch> matches) {
        Set<SequenceEvent> distinct = new LinkedHashSet<>();
        matches.forEach(match -> distinct.addAll(match.events()));
        List<SequenceEvent> events = new ArrayList<>(distinct);
        events.sort(Comparator.comparing(event -> event.identity().time()));
        List<Evidence> evidence = new ArrayList<>(events.size());
        events.forEach(event -> evidence.addAll(event.evidence()));
        Instant first = events.get(0).identity().time();
        Instant last = events.get(events.size() - 1).identity().time();
        SequenceMatch told = matches.get(0);
        Firing firing = rule.fire(
                deciding.hit(watchId, matching.key()),
                first,
                last,
                matches.size(),
                deciding.region(),
                step -> captures(told, step),
                state);
        matching.signal(firing, deciding.identity(), evidence, deciding.region(), first, last);
    }

    private static List<Captures> captures(SequenceMatch match, int step) {
        return match.taken().get(step).stream().map(SequenceEvent::captures).toList();
    }
}
