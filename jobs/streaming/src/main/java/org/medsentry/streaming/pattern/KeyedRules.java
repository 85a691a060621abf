package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleException;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.RulePublicationDecoder;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.reference.Catalogue;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.reference.ControlledOperator;
import org.medsentry.streaming.state.RecentValues;
import org.medsentry.streaming.state.SeenIds;
import org.medsentry.streaming.state.Sweeps;
import org.medsentry.streaming.state.TextSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All live rules at one key, whatever their kind: a rule with a new key needs no new graph. Keyed by
 * {@link RoutedRecord#routingKey()}. State and timers lie in a namespace for each watch, so that a rule that is changed keeps
 * its own, a rule that is removed leaves nothing, and rules that ask the same share it.
 *
 * <p>A record that was judged by newer rules than this operator knows waits, in state, until it has read them too.
 */
public final class KeyedRules extends ControlledOperator<RoutedRecord, Signal>
        implements Triggerable<String, String>, Matching {

    public static final OutputTag<LateRecord> LATE_RECORDS =
            new OutputTag<>("late-for-rules", TypeInformation.of(LateRecord.class));

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(KeyedRules.class);

    /** Namespaces of timers that belong to no watch. */
    private static final String SEEN = "";

    private static final String WAITING = "waiting";
    private static final long WAIT_MILLIS = 20;

    /** Keeps bytes; other backends keep the objects themselves. */
    private static final String PACKING_BACKEND = "rocksdb";

    private final KeyedRulesSettings settings;

    private transient LiveRules rules;
    private transient Catalogue regions;
    private transient WatchTable watches;
    private transient InternalTimerService<String> timers;
    private transient Sweeps sweeps;
    private transient ShortTimers shortTimers;
    private transient long watermark;
    private transient SeenIds seen;
    private transient RecentValues recent;
    private transient ListState<RoutedRecord> waiting;
    private transient Set<String> waitingKeys;
    private transient Set<String> inUse;
    private transient RuleMetrics metrics;
    private transient Set<String> containedAlready;
    private transient Counter duplicates;
    private transient boolean restored;

    public KeyedRules(ControlLoader loader, KeyedRulesSettings settings) {
        super(loader, EnumSet.of(Topic.RULES, Topic.REGIONS));
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        rules = new LiveRules();
        regions = new Catalogue();
        waitingKeys = new HashSet<>();
        containedAlready = new HashSet<>();
        inUse = Set.of();
        metrics = new RuleMetrics(getMetricGroup().addGroup("medsentry"), rules);
        duplicates = getMetricGroup().addGroup("medsentry").counter("duplicates");
        watches = new WatchTable(rules, KeyedMatchers.of(this), metrics);
        recent = settings.cachedRecords() > 0
                        && PACKING_BACKEND.equals(getKeyedStateBackend().getBackendTypeIdentifier())
                ? new RecentValues(new Stored(), settings.cachedRecords(), KeyedMatchers::records)
                : null;
        super.open();
        timers = getInternalTimerService("rules", TextSerializer.INSTANCE, this);
        sweeps = new Sweeps(
                getKeyedStateBackend(),
                timers,
                getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
        shortTimers = new ShortTimers();
        watermark = timers.currentWatermark();
        seen = new SeenIds(getRuntimeContext());
        waiting = getPartitionedState(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                new ListStateDescriptor<>("waiting", new RoutedRecordSerializer()));
        findWaitingKeys();
        inUse = Set.copyOf(rules.watchIds());
        metrics.rulesChanged();
        if (restored) {
            countRestored();
        }
    }

    /** As the gauge of the rule says. */
    int partialMatches(String ruleId) {
        return metrics.partialMatches(ruleId);
    }

    /** After a restore; what comes for such a key has to queue behind what waits there. */
    private void findWaitingKeys() {
        try (Stream<String> keys = this.<String>getKeyedStateBackend().getKeys(WAITING, VoidNamespace.INSTANCE)) {
            keys.forEach(waitingKeys::add);
        }
    }

    @Override
    protected void obey(ControlRecord row) {
        if (row.topic() == Topic.REGIONS) {
            nameRegion(row);
            return;
        }
        if (row.value() == null) {
            return;
        }
        try {
            rules.apply(RulePublicationDecoder.decode(row.value()));
        } catch (RecordException | RuleException refused) {
            // ControlCheck keeps the row; what was in force stays in force.
            LOG.debug("rule {} is not taken into force: {}", row.key(), refused.getMessage());
            return;
        }
        watches.rulesChanged();
        if (timers != null) {
            releaseUnused();
            metrics.rulesChanged();
            containedAlready.clear();
        }
    }

    private void nameRegion(ControlRecord row) {
        try {
            regions.apply(row);
        } catch (RecordException refused) {
            // ControlCheck keeps the row
            LOG.debug("region {} is not taken into force: {}", row.key(), refused.getMessage());
        }
    }

    /** Rules that were taken away while the job was down are released key by key, as their timers fire. */
    private void releaseUnused() {
        for (String watchId : inUse) {
            if (!rules.watchIds().contains(watchId)) {
                KeyedMatcher matcher = watches.of(watchId).matcher();
                everywhere(watchId, matcher, () -> matcher.release(watchId));
                releaseSweeps(watchId);
            }
        }
        inUse = Set.copyOf(rules.watchIds());
    }

    private void releaseSweeps(String watchId) {
        Object current = getCurrentKey();
        try {
            sweeps.release(watchId);
        } catch (Exception unreadable) {
            throw new IllegalStateException("the sweeps of " + watchId + " cannot be read", unreadable);
        } finally {
            if (current != null) {
                setCurrentKey(current);
            }
        }
    }

    /** Partial matches that were restored are counted: the gauge was told of them by the run before. */
    private void countRestored() {
        for (String watchId : rules.watchIds()) {
            KeyedMatcher matcher = watches.of(watchId).matcher();
            if (matcher.countsPartialMatches()) {
                everywhere(watchId, matcher, () -> matcher.restored(watchId, rules.ruleOf(watchId)));
            }
        }
    }

    /** At every key that has state of this watch. */
    private <S extends State> void everywhere(
            String watchId, KeyedMatcher matcher, ThrowingRunnable<Exception> action) {
        @SuppressWarnings("unchecked") // a value state is what such a descriptor describes
        StateDescriptor<S, ?> descriptor = (StateDescriptor<S, ?>) (StateDescriptor<?, ?>) matcher.descriptor();
        Object current = getCurrentKey();
        RecentValues aside = recent;
        writeBack();
        recent = null;
        try {
            this.<String>getKeyedStateBackend()
                    .applyToAllKeys(watchId, TextSerializer.INSTANCE, descriptor, (key, state) -> action.run());
        } catch (Exception unreadable) {
            throw new IllegalStateException("the state of " + watchId + " cannot be read", unreadable);
        } finally {
            recent = aside;
            if (current != null) {
                setCurrentKey(current);
            }
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        Object current = getCurrentKey();
        shortTimers.clear((key, watchId, time) -> {
            setCurrentKey(key);
            timers.registerEventTimeTimer(watchId, time);
        });
        sweeps.keep();
        if (current != null) {
            setCurrentKey(current);
        }
        if (recent != null) {
            recent.writeBack();
        }
    }

    /** Puts everything where the backend sees it. */
    void writeBack() {
        if (recent != null) {
            recent.writeBack();
            recent.clear();
        }
    }

    @Override
    protected void process(RoutedRecord routed, StreamRecord<RoutedRecord> element) throws Exception {
        boolean behind = routed.rulesPosition() > position(Topic.RULES);
        if (behind || !waitingKeys.isEmpty() && waitingKeys.contains(routed.routingKey())) {
            waiting.add(routed);
            waitingKeys.add(routed.routingKey());
            timers.registerProcessingTimeTimer(WAITING, processingTime() + WAIT_MILLIS);
            return;
        }
        judge(routed);
    }

    private void judge(RoutedRecord routed) throws Exception {
        for (Hit withdrawal : routed.withdrawals()) {
            WatchTable.Entry watch = watches.of(withdrawal.watchId());
            if (watch.isNeeded()) {
                watch.matcher().withdraw(routed, withdrawal, watch.listening());
            }
        }
        for (Hit hit : routed.hits()) {
            WatchTable.Entry watch = watches.of(hit.watchId());
            if (!watch.listening().isEmpty()) {
                watch.countEvent();
                watch.matcher().hit(routed, hit, watch.listening());
            }
        }
        if (!routed.firings().isEmpty()) {
            fire(routed);
        }
    }

    private void fire(RoutedRecord routed) throws Exception {
        String versionId = routed.versionId();
        if (seen.contains(versionId)) {
            duplicates.inc();
            return;
        }
        long from = Math.max(routed.time(), timers.currentWatermark());
        timers.registerEventTimeTimer(SEEN, seen.add(versionId, from + settings.deduplicationRetentionMillis()));
        Instant time = routed.identity().time();
        for (Firing firing : routed.firings()) {
            metrics.event(firing.ruleId());
            signal(firing, routed.identity(), routed.evidence(), routed.region(), time, time);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        shortTimers.advance(watermark, this::onEventTime);
        sweeps.advance(watermark, this::onEventTime);
        super.processWatermark(mark);
    }

    @Override
    public void onEventTime(InternalTimer<String, String> timer) throws Exception {
        String watchId = timer.getNamespace();
        if (watchId.equals(SEEN)) {
            seen.sweep(timer.getTimestamp());
        } else if (Sweeps.isSweep(watchId)) {
            sweeps.fired(watchId, timer.getTimestamp(), this::onEventTime);
        } else {
            onEventTime(watchId, timer.getTimestamp());
        }
    }

    private void onEventTime(String key, String watchId, long time) throws Exception {
        setCurrentKey(key);
        onEventTime(watchId, time);
    }

    private void onEventTime(String watchId, long time) throws Exception {
        WatchTable.Entry watch = watches.of(watchId);
        if (watch.isNeeded()) {
            watch.matcher().onEventTime(watchId, time, watch.listening());
        } else {
            watch.matcher().release(watchId);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, String> timer) throws Exception {
        String watchId = timer.getNamespace();
        if (watchId.equals(WAITING)) {
            judgeWaiting();
            return;
        }
        WatchTable.Entry watch = watches.of(watchId);
        if (watch.isNeeded()) {
            watch.matcher().onProcessingTime(watchId, timer.getTimestamp(), watch.listening());
        } else {
            watch.matcher().release(watchId);
        }
    }

    private void judgeWaiting() throws Exception {
        for (RoutedRecord routed : waiting.get()) {
            if (routed.rulesPosition() > position(Topic.RULES)) {
                timers.registerProcessingTimeTimer(WAITING, processingTime() + WAIT_MILLIS);
                return;
            }
        }
        List<RoutedRecord> ready = new java.util.ArrayList<>();
        waiting.get().forEach(ready::add);
        waiting.clear();
        waitingKeys.remove((String) getCurrentKey());
        for (RoutedRecord routed : ready) {
            judge(routed);
        }
    }

    @Override
    public SubjectKey key() {
        String routingKey = (String) getCurrentKey();
        int end = routingKey.indexOf('\u0000');
        return new SubjectKey(routingKey.substring(0, end), routingKey.substring(end + 1));
    }

    @Override
    public <S> ValueState<S> state(String watchId, ValueStateDescriptor<S> descriptor) throws Exception {
        return recent == null ? stored(watchId, descriptor) : recent.state(watchId, descriptor);
    }

    private <S> ValueState<S> stored(String watchId, ValueStateDescriptor<S> descriptor) throws Exception {
        return getPartitionedState(watchId, TextSerializer.INSTANCE, descriptor);
    }

    @Override
    public <K, V> MapState<K, V> map(String watchId, MapStateDescriptor<K, V> descriptor) throws Exception {
        return getPartitionedState(watchId, TextSerializer.INSTANCE, descriptor);
    }

    private final class Stored implements RecentValues.Store {

        @Override
        public Object currentKey() {
            return getCurrentKey();
        }

        @Override
        public void setCurrentKey(Object key) {
            KeyedRules.this.setCurrentKey(key);
        }

        @Override
        public <S> ValueState<S> state(String namespace, ValueStateDescriptor<S> descriptor) throws Exception {
            return stored(namespace, descriptor);
        }
    }

    @Override
    public void registerEventTimeTimer(String watchId, long time) {
        timers.registerEventTimeTimer(watchId, time);
    }

    @Override
    public long lookAfter(String watchId, long time, long coarseness) {
        return sweeps.add(watchId, time, coarseness);
    }

    @Override
    public void registerShortTimer(String watchId, long time) {
        shortTimers.set((String) getCurrentKey(), watchId, time);
    }

    @Override
    public void deleteEventTimeTimer(String watchId, long time) {
        timers.deleteEventTimeTimer(watchId, time);
    }

    @Override
    public void registerProcessingTimeTimer(String watchId, long time) {
        timers.registerProcessingTimeTimer(watchId, time);
    }

    @Override
    public void deleteProcessingTimeTimer(String watchId, long time) {
        timers.deleteProcessingTimeTimer(watchId, time);
    }

    @Override
    public long watermark() {
        return watermark;
    }

    @Override
    public long processingTime() {
        return timers.currentProcessingTime();
    }

    @Override
    public boolean isLive() {
        return settings.clock().isWall();
    }

    @Override
    public long allowedLateness() {
        return settings.allowedLatenessMillis();
    }

    @Override
    public RegionReference region(String code) {
        return regions.region(code);
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
        metrics.signal(firing.ruleId());
        Instant detectedAt = settings.clock().now(lastEventAt.toEpochMilli());
        Signal signal =
                SignalAssembly.signal(firing, deciding, evidence, region, firstEventAt, lastEventAt, detectedAt);
        output.collect(new StreamRecord<>(signal, lastEventAt.toEpochMilli()));
    }

    @Override
    public void late(RoutedRecord routed, InForce rule) {
        long watermark = watermark();
        output.collect(
                LATE_RECORDS,
                new StreamRecord<>(
                        new LateRecord(
                                routed.identity().stream(),
                                routed.identity().source(),
                                routed.identity().eventId(),
                                routed.identity().version(),
                                routed.identity().time(),
                                Instant.ofEpochMilli(watermark),
                                (watermark - routed.time()) / 1000,
                                List.of(rule.rule().id()),
                                null),
                        routed.time()));
    }

    @Override
    public void contained(InForce rule, RoutedRecord routed, String reason) {
        String ruleId = rule.rule().id();
        metrics.contained(ruleId);
        if (containedAlready.add(ruleId + '\u0000' + reason)) {
            LOG.warn("rule {} is contained: {}", rule.rule(), reason);
            Signal signal = SignalAssembly.contained(
                    rule.rule(), reason, routed, settings.clock().now(routed.time()));
            output.collect(new StreamRecord<>(signal, routed.time()));
        }
    }

    @Override
    public long span(String watchId) {
        return rules.span(watchId).toMillis();
    }

    @Override
    public void duplicate() {
        duplicates.inc();
    }

    @Override
    public void partialMatches(String ruleId, int change) {
        metrics.partialMatches(ruleId, change);
    }
}
