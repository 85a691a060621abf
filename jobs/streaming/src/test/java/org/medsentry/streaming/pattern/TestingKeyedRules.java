package org.medsentry.streaming.pattern;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.medsentry.rules.Facts;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.Rule;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.DetectionClock;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.state.TextKey;

/**
 * The keyed rule operator alone, with the judge before it: rules are published to both as YAML, records go through the judge's
 * {@link LiveRules} and are sent key by key.
 */
public final class TestingKeyedRules implements AutoCloseable {

    private static final RegionReference COUNTY =
            new RegionReference("500111", "大足区", "Dazu District", List.of("500000", "500100", "500111"));

    private final List<ControlRecord> published;
    private final StateBackend backend;
    private final KeyedRulesSettings settings;
    private final KeyedTwoInputStreamOperatorTestHarness<String, RoutedRecord, ControlRecord, Signal> harness;
    private LiveRules judge = new LiveRules();

    private TestingKeyedRules(
            List<ControlRecord> published,
            StateBackend backend,
            KeyedRulesSettings settings,
            OperatorSubtaskState restored)
            throws Exception {
        this.published = published;
        this.backend = backend;
        this.settings = settings;
        List<ControlRecord> atStart = List.copyOf(published);
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedRules((topics, rows) -> atStart.forEach(rows), settings),
                RoutedRecord::routingKey,
                null,
                TextKey.TYPE);
        harness.setStateBackend(backend == null ? new HashMapStateBackend() : backend);
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        for (ControlRecord row : published) {
            judge.apply(Documents.fromJson(row.value(), RulePublication.class));
        }
    }

    static KeyedRulesSettings settings(DetectionClock clock) {
        return new KeyedRulesSettings(clock, Duration.ofDays(7), Duration.ofHours(48), 4096, 1000, 20);
    }

    /** @param backend null for the heap */
    static TestingKeyedRules open(StateBackend backend, String... rules) throws Exception {
        return open(settings(DetectionClock.STREAM), backend, rules);
    }

    static TestingKeyedRules open(KeyedRulesSettings settings, StateBackend backend, String... rules) throws Exception {
        TestingKeyedRules opened = new TestingKeyedRules(new ArrayList<>(), backend, settings, null);
        for (String yaml : rules) {
            opened.publish(yaml, RuleState.ACTIVE);
        }
        return opened;
    }

    /** Publishes to the judge and to the operator. */
    void publish(String yaml, RuleState state) throws Exception {
        publishToJudge(yaml, state);
        deliver();
    }

    /** The operator reads it only with {@link #deliver()}. */
    void publishToJudge(String yaml, RuleState state) throws RuleException {
        Rule rule = RuleFile.parse("test.yaml", yaml);
        RulePublication publication =
                new RulePublication(rule.id(), rule.version(), state, yaml, Instant.EPOCH, "a test");
        published.add(new ControlRecord(
                Topic.RULES,
                "rules",
                publication.id(),
                Documents.toJson(publication),
                0,
                published.size(),
                Instant.EPOCH));
        judge.apply(publication);
    }

    void deliver() throws Exception {
        for (ControlRecord row : published) {
            harness.processElement2(new StreamRecord<>(row, 0));
        }
    }

    /** Judges a record before the shuffle and sends what was found. */
    void send(org.medsentry.schemas.event.StreamRecord record, Facts whole, Facts... parts) throws Exception {
        send(RecordIdentity.of(record), List.of(RecordEvidence.of(record)), whole, parts);
    }

    /** Judges a purchase before the shuffle and hands over what would be sent. */
    void route(PurchaseRegistration purchase, Consumer<RoutedRecord> routed) {
        Facts facts = Facts.purchase(purchase, null, null);
        Findings findings = new Findings();
        judge.judge(facts.stream(), facts, List.of(), findings::add, findings::add);
        findings.route(
                RecordIdentity.of(purchase),
                List.of(RecordEvidence.of(purchase)),
                COUNTY,
                code -> COUNTY,
                published.size(),
                routed);
    }

    void send(RecordIdentity identity, List<Evidence> evidence, Facts whole, Facts... parts) throws Exception {
        Findings findings = new Findings();
        judge.judge(whole.stream(), whole, List.of(parts), findings::add, findings::add);
        List<RoutedRecord> routed = new ArrayList<>();
        findings.route(identity, evidence, COUNTY, code -> COUNTY, published.size(), routed::add);
        for (RoutedRecord record : routed) {
            send(record);
        }
    }

    /**
     * Sends a version of a record that replaces another.
     *
     * @param whole null where the record is withdrawn
     * @param former the version before
     */
    void replace(RecordIdentity identity, List<Evidence> evidence, Facts whole, Facts former) throws Exception {
        replace(identity, evidence, whole, List.of(), former, List.of());
    }

    /** The same for reports, with their suspected products. */
    void replace(
            RecordIdentity identity,
            List<Evidence> evidence,
            Facts whole,
            List<Facts> parts,
            Facts former,
            List<Facts> formerParts)
            throws Exception {
        Findings findings = new Findings();
        if (whole != null) {
            judge.judge(whole.stream(), whole, parts, findings::add, findings::add);
        }
        judge.judge(former.stream(), former, formerParts, ignored -> {}, findings::replace);
        List<RoutedRecord> routed = new ArrayList<>();
        findings.route(identity, evidence, COUNTY, code -> COUNTY, published.size(), routed::add);
        for (RoutedRecord record : routed) {
            send(record);
        }
    }

    void send(RoutedRecord routed) throws Exception {
        harness.processElement1(new StreamRecord<>(routed, routed.time()));
    }

    void watermark(Instant time) throws Exception {
        harness.processWatermark1(new Watermark(time.toEpochMilli()));
    }

    void endOfInput() throws Exception {
        harness.processWatermark1(Watermark.MAX_WATERMARK);
    }

    void processingTime(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    /** The same operator from a checkpoint, with the rules published so far. */
    TestingKeyedRules restart() throws Exception {
        OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
        harness.close();
        return new TestingKeyedRules(published, backend, settings, checkpoint);
    }

    List<Signal> signals() {
        return harness.extractOutputValues();
    }

    List<LateRecord> lateRecords() {
        Queue<StreamRecord<LateRecord>> late = harness.getSideOutput(KeyedRules.LATE_RECORDS);
        return late == null
                ? List.of()
                : late.stream().map(StreamRecord::getValue).toList();
    }

    /** As the gauge of the rule says. */
    int partialMatches(String ruleId) {
        return ((KeyedRules) harness.getOperator()).partialMatches(ruleId);
    }

    int stateEntries() {
        ((KeyedRules) harness.getOperator()).writeBack();
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
