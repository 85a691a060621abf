package org.medsentry.streaming.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;

class AlertWriterTest {

    private KeyedOneInputStreamOperatorTestHarness<String, RoutedSignal, Alert> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(Duration.ZERO);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RoutedSignal, Alert> harness(Duration interval)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AlertWriter(Duration.ofDays(1), interval)),
                RoutedSignal::alertKey,
                Types.STRING);
    }

    private void send(RoutedSignal signal) throws Exception {
        harness.processElement(signal, 0);
    }

    @Test
    void theSameSignalAgainChangesNothing() throws Exception {
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(2, Level.IV, "500111"));
        send(TestingSignals.signal(1, Level.IV, "500111"));

        assertThat(harness.extractOutputValues()).extracting(Alert::revision).containsExactly(1, 2);
    }

    @Test
    void rulesKeepAlertsOfTheirOwn() throws Exception {
        send(TestingSignals.signal("online-unlicensed", 1, Level.III, "500111", "a"));
        send(TestingSignals.signal("online-banned", 1, Level.II, "500111", "a"));

        assertThat(harness.extractOutputValues())
                .extracting(Alert::ruleId)
                .containsExactly("online-unlicensed", "online-banned");
        assertThat(harness.extractOutputValues()).extracting(Alert::alertId).doesNotHaveDuplicates();
    }

    @Test
    void readingTheSignalsAgainAfterARestoreGivesTheSameRevisionsToTheLetter() throws Exception {
        send(TestingSignals.signal(1, Level.IV, "500111"));
        var checkpoint = harness.snapshot(1, 1);
        send(TestingSignals.signal(2, Level.II, "500112"));
        List<Alert> first = harness.extractOutputValues();
        harness.close();

        harness = harness(Duration.ZERO);
        harness.initializeState(checkpoint);
        harness.open();
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(2, Level.II, "500112"));

        assertThat(harness.extractOutputValues()).containsExactly(first.get(1));
    }

    @Test
    void forgetsSignalsAfterTheRetentionAndKeepsOnlyTheOpenAlert() throws Exception {
        harness.setProcessingTime(0);
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(2, Level.IV, "500111"));
        assertThat(harness.numKeyedStateEntries()).isEqualTo(2);

        harness.setProcessingTime(Duration.ofHours(26).toMillis());

        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(harness.numKeyedStateEntries()).as("the open alert").isEqualTo(1);
    }

    @Test
    void furtherEvidenceIsWrittenOnceAnIntervalAndClimbingAtOnce() throws Exception {
        harness.close();
        harness = harness(Duration.ofSeconds(1));
        harness.open();
        harness.setProcessingTime(10_000);
        for (int number = 1; number <= 50; number++) {
            send(TestingSignals.signal(number, Level.IV, "500111"));
        }
        assertThat(harness.extractOutputValues()).extracting(Alert::revision).containsExactly(1);

        harness.setProcessingTime(11_000);
        assertThat(harness.extractOutputValues()).extracting(Alert::revision).containsExactly(1, 50);

        send(TestingSignals.signal(51, Level.IV, "500111"));
        send(TestingSignals.signal(52, Level.II, "500111"));
        assertThat(harness.extractOutputValues()).extracting(Alert::revision).containsExactly(1, 50, 52);

        harness.setProcessingTime(20_000);
        assertThat(harness.extractOutputValues()).as("nothing is left to write").hasSize(3);
    }

    @Test
    void evidenceThatWaitsToBeWrittenSurvivesARestore() throws Exception {
        harness.close();
        harness = harness(Duration.ofSeconds(1));
        harness.open();
        harness.setProcessingTime(10_000);
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(2, Level.IV, "500111"));
        var checkpoint = harness.snapshot(1, 10_000);
        harness.close();

        harness = harness(Duration.ofSeconds(1));
        harness.initializeState(checkpoint);
        harness.open();
        harness.setProcessingTime(12_000);

        assertThat(harness.extractOutputValues()).extracting(Alert::revision).containsExactly(2);
    }
}
