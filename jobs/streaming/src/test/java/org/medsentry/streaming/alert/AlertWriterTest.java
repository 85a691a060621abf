package org.medsentry.streaming.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.TestingSignals;

class AlertWriterTest {

    private TestingAlertWriter writer;

    @BeforeEach
    void open() throws Exception {
        writer = new TestingAlertWriter(Duration.ZERO, TestingAlertWriter.SETTINGS);
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
    }

    private void openWithInterval() throws Exception {
        writer.close();
        writer = new TestingAlertWriter(Duration.ofSeconds(1), TestingAlertWriter.SETTINGS);
        writer.clock(Instant.ofEpochMilli(10_000));
    }

    private void send(RoutedSignal signal) throws Exception {
        writer.send(signal);
    }

    @Test
    void theSameSignalAgainChangesNothing() throws Exception {
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(2, Level.IV, "500111"));
        send(TestingSignals.signal(1, Level.IV, "500111"));

        assertThat(writer.alerts()).extracting(Alert::revision).containsExactly(1, 2);
    }

    @Test
    void rulesKeepAlertsOfTheirOwn() throws Exception {
        send(TestingSignals.signal("online-unlicensed", 1, Level.III, "500111", "a"));
        send(TestingSignals.signal("online-banned", 1, Level.II, "500111", "a"));

        assertThat(writer.alerts()).extracting(Alert::ruleId).containsExactly("online-unlicensed", "online-banned");
        assertThat(writer.alerts()).extracting(Alert::alertId).doesNotHaveDuplicates();
    }

    @Test
    void readingTheSignalsAgainAfterARestoreGivesTheSameRevisionsToTheLetter() throws Exception {
        send(TestingSignals.signal(1, Level.IV, "500111"));
        var checkpoint = writer.checkpoint();
        send(TestingSignals.signal(2, Level.II, "500112"));
        List<Alert> first = writer.alerts();

        writer.restore(checkpoint, Instant.EPOCH);
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(2, Level.II, "500112"));

        assertThat(writer.alerts()).containsExactly(first.get(1));
    }

    @Test
    void forgetsSignalsAfterTheRetentionAndKeepsOnlyTheOpenAlert() throws Exception {
        writer.clock(Instant.ofEpochMilli(0));
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(2, Level.IV, "500111"));
        assertThat(writer.stateEntries())
                .as("signals, the alert, its place in the case")
                .isEqualTo(3);

        writer.clock(Instant.EPOCH.plus(Duration.ofHours(26)));

        assertThat(writer.timers()).as("its deadline").isEqualTo(1);
        assertThat(writer.stateEntries()).as("the alert, its place in the case").isEqualTo(2);
    }

    @Test
    void furtherEvidenceIsWrittenOnceAnIntervalAndClimbingAtOnce() throws Exception {
        openWithInterval();
        for (int number = 1; number <= 50; number++) {
            send(TestingSignals.signal(number, Level.IV, "500111"));
        }
        assertThat(writer.alerts()).extracting(Alert::revision).containsExactly(1);

        writer.clock(Instant.ofEpochMilli(11_000));
        assertThat(writer.alerts()).extracting(Alert::revision).containsExactly(1, 50);

        send(TestingSignals.signal(51, Level.IV, "500111"));
        send(TestingSignals.signal(52, Level.II, "500111"));
        assertThat(writer.alerts()).extracting(Alert::revision).containsExactly(1, 50, 52);

        writer.clock(Instant.ofEpochMilli(20_000));
        assertThat(writer.alerts()).as("nothing is left to write").hasSize(3);
    }

    @Test
    void evidenceThatWaitsToBeWrittenSurvivesARestore() throws Exception {
        openWithInterval();
        send(TestingSignals.signal(1, Level.IV, "500111"));
        send(TestingSignals.signal(2, Level.IV, "500111"));

        writer.restore(writer.checkpoint(), Instant.ofEpochMilli(12_000));

        assertThat(writer.alerts()).extracting(Alert::revision).containsExactly(2);
    }
}
