package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.Facts;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.reference.Catalogue;

/**
 * Live rules on a handful of records, in memory and without a job: the same judging and the same matchers, on maps in place of
 * Flink's state and timers. It tries rules out in milliseconds; whatever depends on parallel tasks, restarts or the wall
 * clock is not its business.
 */
public final class RuleRehearsal {

    private final LiveRules rules;
    private final Catalogue catalogue;
    private final KeyedRulesSettings settings;
    private final Enrichment enrichment;
    private final Findings findings = new Findings();
    private final Map<String, Key> keys = new HashMap<>();
    private final RehearsalTimers timers = new RehearsalTimers();
    private final Set<String> seen = new HashSet<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;

    public RuleRehearsal(LiveRules rules, Catalogue catalogue, KeyedRulesSettings settings) {
        this.rules = rules;
        this.catalogue = catalogue;
        this.settings = settings;
        this.enrichment = new Enrichment(catalogue);
    }

    /** What has been raised so far, in order. */
    public List<Signal> signals() {
        return signals;
    }

    /** Records that came too late for a rule that needs order, by event id. */
    public List<String> late() {
        return late;
    }

    /** A record arrives. */
    public void accept(StreamRecord record) throws Exception {
        accept(record, null);
    }

    /**
     * A record arrives.
     *
     * @param replaced the earlier version of it, which counts no longer, or null
     */
    public void accept(StreamRecord record, StreamRecord replaced) throws Exception {
        Enrichment.Known known = enrichment.enrich(record);
        RuleStream stream = RuleStream.of(record.stream());
        rules.judge(stream, known.whole(), known.suspects(), findings::add, findings::add);
        if (replaced != null) {
            Enrichment.Known former = enrichment.enrich(replaced);
            rules.judge(stream, former.whole(), former.suspects(), firing -> {}, findings::replace);
        }
        route(RecordIdentity.of(record), List.of(RecordEvidence.of(record)), catalogue.region(record.regionCode()));
    }

    /** The trace of a sale arrives at the rules over sightings. */
    public void accept(Sighting sighting) throws Exception {
        Facts facts = Facts.sighting(sighting, catalogue.product(sighting.productCode()));
        rules.judge(RuleStream.SIGHTINGS, facts, List.of(), findings::add, findings::add);
        route(
                RecordIdentity.of(sighting),
                List.of(RecordEvidence.of(sighting)),
                catalogue.region(sighting.regionCode()));
    }

    /** What another rule found arrives at the rules of a derived stream. */
    public void accept(RuleStream stream, Signal signal) throws Exception {
        if (!ObservationJudge.counts(signal, rules)) {
            return;
        }
        rules.judge(stream, Facts.signal(stream, signal), List.of(), findings::add, findings::add);
        route(RecordIdentity.of(signal), signal.evidence(), signal.region());
    }

    private void route(RecordIdentity identity, List<Evidence> evidence, RegionReference region) throws Exception {
        List<RoutedRecord> routed = new ArrayList<>();
        findings.route(identity, evidence, region, catalogue::region, 0, routed::add);
        for (RoutedRecord record : routed) {
            keys.computeIfAbsent(record.routingKey(), key -> new Key(record.key()))
                    .accept(record);
        }
    }

    /** Stream time comes as far as this. */
    public void advanceTo(Instant time) throws Exception {
        long target = time.toEpochMilli();
        if (target <= watermark) {
            return;
        }
        watermark = target;
        for (var timer = timers.due(target); timer != null; timer = timers.due(target)) {
            keys.get(timer.routingKey()).fired(timer);
        }
    }

    /** One key of one type, with its state. */
    private final class Key implements Matching {

        private final SubjectKey key;
        private final String routingKey;
        private final Map<String, Object> states = new HashMap<>();
        private final Map<String, KeyedMatcher> matchers = KeyedMatchers.of(this);

        private Key(SubjectKey key) {
            this.key = key;
            this.routingKey = key.type() + '\u0000' + key.value();
        }

        private void accept(RoutedRecord routed) throws Exception {
            for (Hit withdrawal : routed.withdrawals()) {
                KeyedMatchers.matcher(matchers, withdrawal.watchId())
                        .withdraw(routed, withdrawal, rules.listening(withdrawal.watchId()));
            }
            for (Hit hit : routed.hits()) {
                List<InForce> listening = rules.listening(hit.watchId());
                if (!listening.isEmpty()) {
                    KeyedMatchers.matcher(matchers, hit.watchId()).hit(routed, hit, listening);
                }
            }
            if (!routed.firings().isEmpty() && seen.add(routingKey + '\u0000' + routed.versionId())) {
                Instant time = routed.identity().time();
                for (Firing firing : routed.firings()) {
                    signal(firing, routed.identity(), routed.evidence(), routed.region(), time, time);
                }
            }
        }

        private void fired(RehearsalTimers.Timer timer) throws Exception {
            KeyedMatchers.matcher(matchers, timer.watchId())
                    .onEventTime(timer.watchId(), timer.time(), rules.listening(timer.watchId()));
        }

        @Override
        public SubjectKey key() {
            return key;
        }

        @Override
        public <S> ValueState<S> state(String watchId, ValueStateDescriptor<S> descriptor) {
            return new RehearsalState<>(states, watchId + '\u0000' + descriptor.getName(), descriptor);
        }

        @Override
        @SuppressWarnings("unchecked") // a name stands for one descriptor
        public <K, V> MapState<K, V> map(String watchId, MapStateDescriptor<K, V> descriptor) {
            String name = watchId + '\u0000' + descriptor.getName();
            return (MapState<K, V>) states.computeIfAbsent(name, none -> new RehearsalMap<K, V>());
        }

        @Override
        public void registerEventTimeTimer(String watchId, long time) {
            timers.add(new RehearsalTimers.Timer(time, routingKey, watchId));
        }

        @Override
        public void registerShortTimer(String watchId, long time) {
            registerEventTimeTimer(watchId, time);
        }

        @Override
        public long lookAfter(String watchId, long time, long coarseness) {
            registerEventTimeTimer(watchId, time);
            return time;
        }

        @Override
        public void deleteEventTimeTimer(String watchId, long time) {
            timers.remove(new RehearsalTimers.Timer(time, routingKey, watchId));
        }

        @Override
        public void registerProcessingTimeTimer(String watchId, long time) {
            // no wall clock here
        }

        @Override
        public void deleteProcessingTimeTimer(String watchId, long time) {
            // no wall clock here
        }

        @Override
        public long watermark() {
            return watermark;
        }

        @Override
        public long processingTime() {
            return 0;
        }

        @Override
        public boolean isLive() {
            return false;
        }

        @Override
        public long allowedLateness() {
            return settings.allowedLatenessMillis();
        }

        @Override
        public RegionReference region(String code) {
            return catalogue.region(code);
        }

        @Override
        public long span(String watchId) {
            return rules.span(watchId).toMillis();
        }

        @Override
        public void duplicate() {
            // nobody looks
        }

        @Override
        public int mostPartialMatches() {
            return settings.mostPartialMatches();
        }

        @Override
        public int exactMembers() {
            return settings.exactMembers();
        }

        @Override
        public void signal(
                Firing firing,
                RecordIdentity deciding,
                List<Evidence> evidence,
                RegionReference region,
                Instant firstEventAt,
                Instant lastEventAt) {
            signals.add(
                    SignalAssembly.signal(firing, deciding, evidence, region, firstEventAt, lastEventAt, lastEventAt));
        }

        @Override
        public void late(RoutedRecord routed, InForce rule) {
            late.add(routed.identity().eventId());
        }

        @Override
        public void contained(InForce rule, RoutedRecord routed, String reason) {
            signals.add(SignalAssembly.contained(
                    rule.rule(), reason, routed, routed.identity().time()));
        }

        @Override
        public void partialMatches(String ruleId, int change) {
            // nobody looks
        }
    }
}
