package org.medsentry.streaming.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.CountRule;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;
import org.medsentry.rules.RegionLevel;
import org.medsentry.rules.count.CountEntry;
import org.medsentry.rules.count.CountJudge;
import org.medsentry.rules.count.CountLog;
import org.medsentry.rules.count.SegmentStore;
import org.medsentry.rules.count.Verdict;
import org.medsentry.schemas.document.Evidence;

/**
 * Counts: one log a counter and key, judged when a record arrives, for all rules that share the counter. A log is looked
 * after once its records have expired, and then put off, so that a record costs nothing.
 */
final class CountMatcher implements KeyedMatcher {

    /** Of the longest window. */
    private static final int PANES = 64;

    private final Matching matching;
    private final Map<String, Plan> plans = new HashMap<>();
    private final ValueStateDescriptor<CountLog> descriptor =
            new ValueStateDescriptor<>("count", new CountLogSerializer());

    /** What a list of rules asks of a log, until the rules change. */
    private record Plan(List<InForce> rules, List<Family> families) {}

    /**
     * Rules that go on from the same older state.
     *
     * @param inherited names of the state of earlier versions
     */
    private record Family(List<InForce> rules, List<String> inherited, CountJudge judge) {}

    CountMatcher(Matching matching) {
        this.matching = matching;
    }

    @Override
    public void hit(RoutedRecord routed, Hit hit, List<InForce> rules) throws Exception {
        String watchId = hit.watchId();
        Plan plan = plan(watchId, rules);
        SegmentStore segments = new KeyedSegments(matching, watchId);
        CountLog log = matching.state(watchId, descriptor).value();
        if (log == null) {
            log = new CountLog();
        }
        StoredLog own = new StoredLog(log, segments);
        long id = routed.identity().hash();
        int version = routed.identity().version();
        List<List<StoredLog>> inherited = inherited(plan);
        CountEntry known = own.known(id);
        if (isKnown(known, version) || known == null && isKnownToAll(inherited, id, version)) {
            matching.duplicate();
            return;
        }
        log.dropBefore(oldest(watchId), segments);
        if (known != null) {
            log.remove(id, segments);
        }
        CountRule counting = (CountRule) rules.get(0).rule();
        CountEntry entry = CountEntry.of(
                hit,
                counting.measures(),
                routed.time(),
                id,
                version,
                routed.particulars().citation());
        log.add(entry);
        for (int family = 0; family < inherited.size(); family++) {
            List<StoredLog> older = inherited.get(family);
            if (!isKnown(StoredLog.known(older, id), version)) {
                judge(routed, hit, plan.families().get(family), reached(own, older, watchId, entry), entry);
            }
        }
        log.setAside(oldestOnTime(watchId), segments);
        log.fold(matching.exactMembers(), Math.max(1, matching.span(watchId) / PANES), counting.measures(), segments);
        if (log.timer() == CountLog.NO_TIMER) {
            lookAfter(watchId, log);
        }
        // asked for again: looking at older state has moved the handle there
        matching.state(watchId, descriptor).update(log);
    }

    /** All records that can share a window with this one. */
    private CountLog reached(StoredLog own, List<StoredLog> older, String watchId, CountEntry entry) {
        List<StoredLog> all = new ArrayList<>(1 + older.size());
        all.add(own);
        all.addAll(older);
        long span = matching.span(watchId);
        return StoredLog.reaching(all, entry.time() - span, entry.time() + span);
    }

    private void judge(RoutedRecord routed, Hit hit, Family family, CountLog log, CountEntry entry) {
        CountRule first = (CountRule) family.rules().get(0).rule();
        RegionLevel region =
                first.isRolledUp() ? RegionLevel.ofKeyType(hit.key().type()) : null;
        Verdict[] verdicts = family.judge()
                .judge(
                        log,
                        log.find(entry.id()),
                        hit.captures(),
                        region,
                        (rule, reason) -> matching.contained(family.rules().get(rule), routed, reason.toString()));
        for (int rule = 0; rule < verdicts.length; rule++) {
            if (verdicts[rule] != null) {
                signal(routed, hit, family.rules().get(rule), verdicts[rule], region, log, entry);
            }
        }
    }

    private void signal(
            RoutedRecord routed,
            Hit hit,
            InForce rule,
            Verdict verdict,
            RegionLevel region,
            CountLog log,
            CountEntry entry) {
        CountRule.Window window = verdict.window();
        Firing firing;
        try {
            firing = ((CountRule) rule.rule()).fire(window, verdict.level(), hit, routed.region(), region, rule);
        } catch (RuntimeException | StackOverflowError contained) {
            matching.contained(rule, routed, contained.toString());
            return;
        }
        List<Evidence> evidence = log.evidence(
                verdict.reach().start(), verdict.reach().end(), window.group(), SignalAssembly.EVIDENCE_CITED, entry);
        matching.signal(
                firing, routed.identity(), evidence, routed.region(), window.firstEventAt(), window.lastEventAt());
    }

    private static boolean isKnown(CountEntry known, int version) {
        return known != null && known.version() >= version;
    }

    private static boolean isKnownToAll(List<List<StoredLog>> inherited, long id, int version) {
        for (List<StoredLog> older : inherited) {
            if (!isKnown(StoredLog.known(older, id), version)) {
                return false;
            }
        }
        return true;
    }

    /** For each family the logs of its earlier versions, the newest first. */
    private List<List<StoredLog>> inherited(Plan plan) throws Exception {
        List<List<StoredLog>> all = new ArrayList<>(plan.families().size());
        for (Family family : plan.families()) {
            List<StoredLog> older = List.of();
            for (String watchId : family.inherited()) {
                CountLog log = matching.state(watchId, descriptor).value();
                if (log != null) {
                    older = older.isEmpty() ? new ArrayList<>() : older;
                    older.add(new StoredLog(log, new KeyedSegments(matching, watchId)));
                }
            }
            all.add(older);
        }
        return all;
    }

    private Plan plan(String watchId, List<InForce> rules) {
        Plan known = plans.get(watchId);
        if (known != null && known.rules() == rules) {
            return known;
        }
        Map<List<String>, List<InForce>> byInheritance = new LinkedHashMap<>();
        for (InForce rule : rules) {
            List<String> inherited = rule.watchIds().subList(1, rule.watchIds().size());
            byInheritance.computeIfAbsent(inherited, none -> new ArrayList<>()).add(rule);
        }
        List<Family> families = new ArrayList<>();
        byInheritance.forEach((inherited, members) -> families.add(new Family(
                members,
                inherited,
                new CountJudge(
                        members.stream().map(rule -> (CountRule) rule.rule()).toList()))));
        Plan plan = new Plan(rules, families);
        plans.put(watchId, plan);
        return plan;
    }

    /** What is older cannot be in a window of a record that may still come. */
    private long oldest(String watchId) {
        long watermark = matching.watermark();
        return watermark == Long.MIN_VALUE ? watermark : watermark - retention(watchId);
    }

    /** What is older cannot be in a window of a record that is not late. */
    private long oldestOnTime(String watchId) {
        long watermark = matching.watermark();
        return watermark == Long.MIN_VALUE ? watermark : watermark - matching.span(watchId);
    }

    private void lookAfter(String watchId, CountLog log) {
        long retention = retention(watchId);
        long expiry = log.newest() + retention + 1;
        log.setTimer(matching.lookAfter(watchId, expiry, Math.max(1, retention / PANES)));
    }

    private long retention(String watchId) {
        return matching.span(watchId) + matching.allowedLateness();
    }

    @Override
    public void withdraw(RoutedRecord routed, Hit withdrawal, List<InForce> rules) throws Exception {
        withdraw(withdrawal.watchId(), routed);
        for (InForce rule : rules) {
            for (String inherited : rule.watchIds()) {
                withdraw(inherited, routed);
            }
        }
    }

    private void withdraw(String watchId, RoutedRecord routed) throws Exception {
        ValueState<CountLog> state = matching.state(watchId, descriptor);
        CountLog log = state.value();
        if (log == null) {
            return;
        }
        SegmentStore segments = new KeyedSegments(matching, watchId);
        long id = routed.identity().hash();
        CountEntry known = log.known(id, segments);
        if (known == null || isKnown(known, routed.identity().version())) {
            return;
        }
        log.remove(id, segments);
        if (log.isEmpty()) {
            forget(watchId, log);
        } else {
            state.update(log);
        }
    }

    @Override
    public void onEventTime(String watchId, long time, List<InForce> rules) throws Exception {
        ValueState<CountLog> state = matching.state(watchId, descriptor);
        CountLog log = state.value();
        if (log == null || log.timer() != time) {
            return;
        }
        if (matching.watermark() == Long.MAX_VALUE) {
            // the end of bounded input: nothing comes any more
            log.clear(new KeyedSegments(matching, watchId));
            state.clear();
            return;
        }
        log.dropBefore(oldest(watchId), new KeyedSegments(matching, watchId));
        if (log.isEmpty()) {
            state.clear();
        } else {
            lookAfter(watchId, log);
            state.update(log);
        }
    }

    @Override
    public void release(String watchId) throws Exception {
        CountLog log = matching.state(watchId, descriptor).value();
        if (log != null) {
            forget(watchId, log);
        }
        plans.remove(watchId);
    }

    private void forget(String watchId, CountLog log) throws Exception {
        log.clear(new KeyedSegments(matching, watchId));
        matching.state(watchId, descriptor).clear();
    }

    @Override
    public ValueStateDescriptor<?> descriptor() {
        return descriptor;
    }
}
