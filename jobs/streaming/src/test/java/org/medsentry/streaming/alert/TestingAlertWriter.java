package org.medsentry.streaming.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.streaming.alert.life.AlertKeys;
import org.medsentry.streaming.alert.life.EscalationTimes;
import org.medsentry.streaming.alert.life.LifeSettings;
import org.medsentry.streaming.alert.life.ResolvedAction;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.Silence;

/** The operator under its real timers and state, with a clock that a test moves. */
final class TestingAlertWriter implements AutoCloseable {

    static final LifeSettings SETTINGS = new LifeSettings(
            true,
            Level.III,
            new EscalationTimes(
                    Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(24)),
            Duration.ofDays(180));

    private final Map<String, String> openAlertIds = new HashMap<>();
    private final Duration interval;
    private final LifeSettings settings;
    private final StateBackend backend;
    private KeyedTwoInputStreamOperatorTestHarness<String, CaseInput, Silence, Alert> harness;

    TestingAlertWriter(Duration interval, LifeSettings settings) throws Exception {
        this(interval, settings, new HashMapStateBackend());
    }

    TestingAlertWriter(Duration interval, LifeSettings settings, StateBackend backend) throws Exception {
        this.backend = backend;
        this.interval = interval;
        this.settings = settings;
        harness = harness();
        harness.open();
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, CaseInput, Silence, Alert> harness() throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, CaseInput, Silence, Alert> made =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new AlertWriter(Duration.ofDays(1), interval, settings),
                        CaseInput::caseKey,
                        null,
                        Types.STRING);
        made.setStateBackend(backend);
        return made;
    }

    OperatorSubtaskState checkpoint() throws Exception {
        return harness.snapshot(1, harness.getProcessingTime());
    }

    /** As after a failure: what was put out since is forgotten here. */
    void restore(OperatorSubtaskState checkpoint, Instant now) throws Exception {
        harness.close();
        harness = harness();
        harness.initializeState(checkpoint);
        harness.open();
        clock(now);
    }

    void clock(Instant now) throws Exception {
        harness.setProcessingTime(now.toEpochMilli());
    }

    void send(RoutedSignal signal) throws Exception {
        harness.processElement1(new StreamRecord<>(CaseInput.of(signal)));
    }

    void act(RoutedSignal about, AlertAction action) throws Exception {
        harness.processElement1(
                new StreamRecord<>(CaseInput.of(new ResolvedAction(about.caseKey(), about.alertKey(), action))));
    }

    void silence(Silence silence) throws Exception {
        harness.processElement2(new StreamRecord<>(silence));
    }

    List<Alert> alerts() {
        return harness.extractOutputValues();
    }

    Alert newest(RoutedSignal of) {
        return alerts().stream()
                .filter(alert -> alert.ruleId().equals(of.signal().ruleId())
                        && alert.key().equals(of.signal().key()))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    List<Trigger> triggers() {
        return side(AlertWriter.TRIGGERS);
    }

    List<ActionResult> results() {
        return side(AlertWriter.RESULTS);
    }

    private <T> List<T> side(OutputTag<T> tag) {
        Collection<StreamRecord<T>> records = Objects.requireNonNullElse(harness.getSideOutput(tag), List.of());
        return records.stream().map(StreamRecord::getValue).toList();
    }

    /** The id of the open alert of the same rule and key, or else another. */
    String openAlertId(RoutedSignal of, String other) {
        String alertId = openAlertIds.get(of.alertKey());
        return alertId == null ? other : alertId;
    }

    /** All that was put out since the last time, each kind in its order; what happens at one moment has none. */
    List<Object> takeAll() {
        List<Object> all = new ArrayList<>(alerts());
        alerts().forEach(alert -> openAlertIds.put(AlertKeys.alertKey(alert), alert.alertId()));
        all.addAll(triggers());
        all.addAll(results());
        harness.getOutput().clear();
        for (OutputTag<?> tag : List.of(AlertWriter.TRIGGERS, AlertWriter.RESULTS)) {
            if (harness.getSideOutput(tag) != null) {
                harness.getSideOutput(tag).clear();
            }
        }
        return all;
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
