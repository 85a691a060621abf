package org.medsentry.streaming.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.streaming.alert.life.Silence;
import org.medsentry.streaming.alert.life.TestingActions;
import org.medsentry.streaming.alert.life.TestingSignals;

class SilenceDeskTest {

    private static final Instant NOW = TestingSignals.START;
    private static final Instant LATER = NOW.plus(Duration.ofHours(3));

    private KeyedOneInputStreamOperatorTestHarness<String, AlertAction, Silence> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SilenceDesk(Duration.ofDays(180))), action -> "", Types.STRING);
        harness.open();
        harness.setProcessingTime(NOW.toEpochMilli());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private void order(AlertAction action) throws Exception {
        harness.processElement(action, 0);
    }

    private List<ActionResult> results() {
        return Objects.requireNonNullElse(
                        harness.getSideOutput(SilenceDesk.RESULTS),
                        new ConcurrentLinkedQueue<StreamRecord<ActionResult>>())
                .stream()
                .map(StreamRecord::getValue)
                .toList();
    }

    private static AlertAction silence(ActorRole role, Instant until, String reason) {
        return TestingActions.silence("online-unlicensed", "S*", until, role, reason);
    }

    @Test
    void aSilenceIsAnsweredAndPassedOnOnce() throws Exception {
        AlertAction order = silence(ActorRole.DUTY_OFFICER, LATER, "known test shop");
        order(order);
        order(order);

        assertThat(harness.extractOutputValues())
                .containsExactly(new Silence(order.actionId(), "online-unlicensed", "S*", LATER));
        assertThat(results()).singleElement().satisfies(result -> {
            assertThat(result.status()).isEqualTo(ActionStatus.ACCEPTED);
            assertThat(result.alertId()).isNull();
            assertThat(result.decidedAt()).isEqualTo(NOW);
        });
    }

    @Test
    void itEndsEarlyOnceAndOnlyWhileItLasts() throws Exception {
        AlertAction order = silence(ActorRole.ADMINISTRATOR, LATER, "known test shop");
        order(order);
        order(TestingActions.unsilence(order.actionId()));
        order(TestingActions.unsilence(order.actionId()));
        order(TestingActions.unsilence("no-such-silence"));

        assertThat(harness.extractOutputValues())
                .last()
                .satisfies(silence -> assertThat(silence.isOver(NOW)).isTrue());
        assertThat(results())
                .extracting(ActionResult::status)
                .containsExactly(
                        ActionStatus.ACCEPTED, ActionStatus.ACCEPTED, ActionStatus.REJECTED, ActionStatus.REJECTED);
    }

    @Test
    void mistakesAreNamed() throws Exception {
        order(silence(ActorRole.ANALYST, LATER, "a reason"));
        order(silence(ActorRole.DUTY_OFFICER, NOW, "a reason"));
        order(silence(ActorRole.DUTY_OFFICER, null, "a reason"));
        order(silence(ActorRole.DUTY_OFFICER, LATER, " "));

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(results())
                .extracting(result -> result.rejection().en())
                .containsExactly(
                        "role ANALYST may not SILENCE",
                        "the silence would already be over: 'until' has to lie in the future",
                        "'until' is missing",
                        "'reason' is missing");
    }

    @Test
    void stateAndTimersReturnToZero() throws Exception {
        order(silence(ActorRole.DUTY_OFFICER, LATER, "a reason"));
        assertThat(harness.numKeyedStateEntries()).isEqualTo(2);

        harness.setProcessingTime(LATER.plus(Duration.ofHours(2)).toEpochMilli());
        assertThat(harness.numKeyedStateEntries())
                .as("only the id of the action")
                .isEqualTo(1);
        harness.setProcessingTime(NOW.plus(Duration.ofDays(181)).toEpochMilli());

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }
}
