package org.medsentry.streaming.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.streaming.alert.life.ResolvedAction;

class ActionDirectoryTest {

    private static final AlertAddress OPEN = new AlertAddress("alert-1", "case", "rule|key", false);
    private static final AlertAddress CLOSED = new AlertAddress("alert-1", "case", "rule|key", true);

    private KeyedTwoInputStreamOperatorTestHarness<String, AlertAddress, AlertAction, ResolvedAction> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, AlertAddress, AlertAction, ResolvedAction> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new ActionDirectory(Duration.ofMinutes(1), Duration.ofDays(1))),
                AlertAddress::alertId,
                AlertAction::alertId,
                Types.STRING);
    }

    private static AlertAction action(String actionId) {
        return new AlertAction(
                actionId,
                ActionType.ACKNOWLEDGE,
                "alert-1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "analyst-1",
                ActorRole.ANALYST,
                Instant.EPOCH);
    }

    @Test
    void anActionFindsItsAlert() throws Exception {
        harness.processElement1(OPEN, 0);
        harness.processElement2(action("a"), 0);

        assertThat(harness.extractOutputValues()).containsExactly(new ResolvedAction("case", "rule|key", action("a")));
    }

    @Test
    void actionsThatOvertakeTheNewsOfTheirAlertWaitForItAcrossARestart() throws Exception {
        harness.processElement2(action("a"), 0);
        harness.processElement2(action("b"), 0);
        OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
        harness.close();

        harness = harness();
        harness.initializeState(checkpoint);
        harness.open();
        harness.processElement1(OPEN, 0);

        assertThat(harness.extractOutputValues())
                .extracting(resolved -> resolved.action().actionId())
                .containsExactly("a", "b");
    }

    @Test
    void anActionThatWaitsInVainIsAnswered() throws Exception {
        harness.processElement2(action("a"), 0);
        harness.setProcessingTime(Duration.ofMinutes(1).toMillis());

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(ActionDirectory.RESULTS))
                .extracting(StreamRecord::getValue)
                .extracting(ActionResult::actionId, ActionResult::status)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("a", ActionStatus.REJECTED));
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aClosedAlertIsRememberedForAWhileAndThenNothingIsLeft() throws Exception {
        harness.processElement2(action("early"), 0);
        harness.processElement1(OPEN, 0);
        harness.processElement1(CLOSED, 0);
        harness.processElement1(OPEN, 0);
        harness.setProcessingTime(Duration.ofMinutes(2).toMillis());
        harness.processElement2(action("late"), 0);

        assertThat(harness.extractOutputValues())
                .extracting(resolved -> resolved.action().actionId())
                .isEqualTo(List.of("early", "late"));
        harness.setProcessingTime(Duration.ofDays(2).toMillis());
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }
}
