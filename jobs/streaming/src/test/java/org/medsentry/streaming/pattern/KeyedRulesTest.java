package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.Firing;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;
import org.medsentry.streaming.DetectionClock;

class KeyedRulesTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private KeyedOneInputStreamOperatorTestHarness<String, RoutedRecord, Signal> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RoutedRecord, Signal> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new KeyedRules(Duration.ofDays(7), DetectionClock.STREAM)),
                RoutedRecord::routingKey,
                Types.STRING);
    }

    private void send(String buyer, String eventId, Instant time, String... rules) throws Exception {
        SubjectKey key = new SubjectKey("buyer", buyer);
        Evidence evidence =
                new Evidence("purchase-registrations", "chain", eventId, time, "R1", "P1", null, null, null);
        List<Firing> firings =
                List.of(rules).stream().map(rule -> firing(rule, key)).toList();
        harness.processElement(new RoutedRecord(key, evidence, 1, null, firings), time.toEpochMilli());
    }

    private static Firing firing(String ruleId, SubjectKey key) {
        return new Firing(
                ruleId,
                1,
                Level.IV,
                List.of(),
                ResponsibilityTopic.PURCHASE,
                key,
                new Subject(null, null, null, null, null, null, null, null, null, null, null, null, null),
                3.0,
                null,
                2.0,
                new LocalisedText("标题", "title"),
                new LocalisedText("说明", "explanation"),
                true,
                false);
    }

    @Test
    void eachFiringBecomesASignalOnceHoweverOftenTheRecordIsSent() throws Exception {
        send("B1", "E1", START, "rule-a", "rule-b");
        send("B1", "E1", START, "rule-a", "rule-b");
        send("B2", "E1", START, "rule-a");
        send("B1", "E2", START.minusSeconds(3600), "rule-a");

        assertThat(harness.extractOutputValues())
                .extracting(signal -> signal.ruleId() + " " + signal.key().value() + " "
                        + signal.evidence().get(0).eventId())
                .containsExactly("rule-a B1 E1", "rule-b B1 E1", "rule-a B2 E1", "rule-a B1 E2");
        assertThat(harness.extractOutputValues()).extracting(Signal::signalId).doesNotHaveDuplicates();
        assertThat(harness.extractOutputValues().get(0).detectedAt()).isEqualTo(START);
    }

    @Test
    void aDuplicateAcrossARestoreIsStillOne() throws Exception {
        send("B1", "E1", START, "rule-a");
        var checkpoint = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(checkpoint);
        harness.open();

        send("B1", "E1", START, "rule-a");

        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void stateAndTimersReturnToZero() throws Exception {
        for (int event = 0; event < 50; event++) {
            send("B" + event % 5, "E" + event, START.plusSeconds(60L * event), "rule-a");
        }
        assertThat(harness.numKeyedStateEntries()).isEqualTo(5);
        assertThat(harness.numEventTimeTimers()).as("one an hour and key").isEqualTo(5);

        harness.processWatermark(
                START.plus(Duration.ofDays(7)).plus(Duration.ofHours(3)).toEpochMilli());

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }
}
