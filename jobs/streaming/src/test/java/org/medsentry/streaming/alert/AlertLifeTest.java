package org.medsentry.streaming.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Escalation;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;
import org.medsentry.schemas.document.TriggerUnit;
import org.medsentry.schemas.document.UnitReference;
import org.medsentry.streaming.alert.life.LifeSettings;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.Silence;
import org.medsentry.streaming.alert.life.TestingActions;
import org.medsentry.streaming.alert.life.TestingSignals;

/** An alert's life in the operator: its timers, its state and what comes out where. */
class AlertLifeTest {

    private static final RoutedSignal FIRST = TestingSignals.signal(1, Level.III, "500111");
    private static final Instant RAISED = FIRST.signal().detectedAt();
    private static final Duration HOUR = Duration.ofHours(1);

    private TestingAlertWriter writer;

    @BeforeEach
    void open() throws Exception {
        writer = new TestingAlertWriter(Duration.ZERO, TestingAlertWriter.SETTINGS);
        writer.clock(RAISED);
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
    }

    private void act(ActionType action) throws Exception {
        writer.act(FIRST, TestingActions.of(action, writer.newest(FIRST).alertId()));
    }

    private static List<String> units(Trigger trigger) {
        return trigger.units().stream().map(TriggerUnit::id).toList();
    }

    private static List<String> alsoTold(Trigger trigger) {
        return trigger.alsoTold().stream().map(UnitReference::id).toList();
    }

    @Test
    void anOpeningIsToldToThoseWhoAnswerForItsLevel() throws Exception {
        writer.send(FIRST);

        assertThat(writer.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.cause()).isEqualTo(TriggerCause.OPENED);
            assertThat(trigger.alertId()).isEqualTo(writer.newest(FIRST).alertId());
            assertThat(trigger.revision()).isEqualTo(1);
            assertThat(units(trigger)).containsExactly("county-500111");
            assertThat(trigger.units().get(0).channels()).containsExactly("webhook:county-500111");
            assertThat(trigger.alsoTold()).isEmpty();
            assertThat(trigger.createdAt()).isEqualTo(RAISED);
        });
    }

    @Test
    void belowTheTriggerLevelNobodyIsToldUntilItClimbs() throws Exception {
        writer.send(TestingSignals.signal(1, Level.IV, "500111"));
        assertThat(writer.triggers()).isEmpty();

        writer.send(TestingSignals.signal(2, Level.II, "500111"));

        assertThat(writer.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.cause()).isEqualTo(TriggerCause.CLIMBED);
            assertThat(trigger.previousLevel()).isEqualTo(Level.IV);
            assertThat(units(trigger)).containsExactly("county-500111", "province");
        });
        writer.send(TestingSignals.signal(3, Level.I, "500111"));
        assertThat(writer.triggers()).last().satisfies(trigger -> {
            assertThat(trigger.previousLevel()).isEqualTo(Level.II);
            assertThat(units(trigger)).containsExactly("county-500111", "province", "nation");
        });
    }

    @Test
    void anUnacknowledgedAlertGoesUpStepByStepAtItsDeadlines() throws Exception {
        writer.send(FIRST);
        assertThat(writer.newest(FIRST).escalateAt()).isEqualTo(RAISED.plus(HOUR));

        writer.clock(RAISED.plus(HOUR).minusMillis(1));
        assertThat(writer.newest(FIRST).status()).isEqualTo(AlertStatus.NEW);

        writer.clock(RAISED.plus(HOUR));
        assertThat(writer.newest(FIRST).status()).isEqualTo(AlertStatus.ESCALATED);
        assertThat(writer.newest(FIRST).revision()).isEqualTo(2);
        assertThat(writer.newest(FIRST).escalateAt()).isEqualTo(RAISED.plus(HOUR.multipliedBy(2)));
        assertThat(writer.newest(FIRST).units()).extracting(UnitReference::id).containsExactly("county-500111", "city");
        assertThat(writer.triggers()).last().satisfies(trigger -> {
            assertThat(trigger.cause()).isEqualTo(TriggerCause.ESCALATED);
            assertThat(units(trigger)).as("of the nearest region around").containsExactly("city");
            assertThat(alsoTold(trigger)).containsExactly("county-500111");
        });

        writer.clock(RAISED.plus(HOUR.multipliedBy(2)));
        writer.clock(RAISED.plus(HOUR.multipliedBy(3)));
        assertThat(writer.newest(FIRST).escalateAt()).as("nobody is left above").isNull();
        assertThat(writer.newest(FIRST).escalations())
                .extracting(Escalation::deadline)
                .containsExactly(
                        RAISED.plus(HOUR), RAISED.plus(HOUR.multipliedBy(2)), RAISED.plus(HOUR.multipliedBy(3)));
        assertThat(writer.triggers())
                .last()
                .satisfies(trigger -> assertThat(units(trigger)).containsExactly("nation"));

        writer.clock(RAISED.plus(Duration.ofDays(3)));
        assertThat(writer.triggers()).hasSize(4);
    }

    @Test
    void aClimbShortensTheDeadlineAndAcknowledgingTakesItAway() throws Exception {
        writer.send(FIRST);
        RoutedSignal climb = TestingSignals.signal(2, Level.I, "500111");
        writer.send(climb);
        assertThat(writer.newest(FIRST).escalateAt())
                .isEqualTo(climb.signal().detectedAt().plus(Duration.ofMinutes(5)));

        act(ActionType.ACKNOWLEDGE);
        assertThat(writer.newest(FIRST).escalateAt()).isNull();

        writer.clock(RAISED.plus(Duration.ofDays(2)));
        assertThat(writer.newest(FIRST).status()).isEqualTo(AlertStatus.ACKNOWLEDGED);
        assertThat(writer.newest(FIRST).escalations()).isEmpty();
    }

    @Test
    void aDeadlineThatPassesWhileTheJobIsDownEscalatesAtOnceAndSaysWhenItWas() throws Exception {
        writer.send(FIRST);
        writer.restore(writer.checkpoint(), RAISED.plus(HOUR).plusSeconds(600));

        assertThat(writer.newest(FIRST).escalations()).singleElement().satisfies(escalation -> {
            assertThat(escalation.deadline()).isEqualTo(RAISED.plus(HOUR));
            assertThat(escalation.at()).isEqualTo(RAISED.plus(HOUR).plusSeconds(600));
            assertThat(escalation.units()).extracting(UnitReference::id).containsExactly("city");
        });
        assertThat(writer.triggers()).extracting(Trigger::cause).containsExactly(TriggerCause.ESCALATED);
    }

    @Test
    void nothingEscalatesInABacktest() throws Exception {
        LifeSettings live = TestingAlertWriter.SETTINGS;
        writer.close();
        writer = new TestingAlertWriter(
                Duration.ZERO, new LifeSettings(false, Level.III, live.escalationTimes(), live.memory()));
        writer.send(FIRST);

        assertThat(writer.newest(FIRST).escalateAt()).isNull();
        assertThat(writer.triggers())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.createdAt()).isEqualTo(RAISED));
        writer.clock(RAISED.plus(Duration.ofDays(2)));
        assertThat(writer.alerts()).hasSize(1);
    }

    @Test
    void newEvidenceAfterClosingOpensASuccessorThatNamesTheFormer() throws Exception {
        writer.send(FIRST);
        act(ActionType.ACKNOWLEDGE);
        act(ActionType.RESOLVE);
        Alert former = writer.newest(FIRST);
        assertThat(former.closedAt()).isEqualTo(RAISED);

        writer.send(TestingSignals.signal(1, Level.III, "500111"));
        assertThat(writer.newest(FIRST)).as("a signal that was seen").isEqualTo(former);

        writer.send(TestingSignals.signal(2, Level.IV, "500111"));
        Alert successor = writer.newest(FIRST);
        assertThat(successor.previousAlertId()).isEqualTo(former.alertId());
        assertThat(successor.revision()).isEqualTo(1);
        assertThat(successor.actions()).isEmpty();
        assertThat(writer.triggers()).last().satisfies(trigger -> {
            assertThat(trigger.cause()).isEqualTo(TriggerCause.SUCCEEDED);
            assertThat(trigger.previousAlertId()).isEqualTo(former.alertId());
        });

        writer.act(FIRST, TestingActions.of(ActionType.COMMENT, former.alertId()));
        assertThat(writer.results()).last().satisfies(result -> {
            assertThat(result.status()).isEqualTo(ActionStatus.REJECTED);
            assertThat(result.revision()).isEqualTo(former.revision());
            assertThat(result.rejection().en()).contains("closed");
            assertThat(result.rejection().zh()).contains("关闭");
        });
    }

    @Test
    void theSameActionAgainChangesNothingAndIsNotAnswered() throws Exception {
        writer.send(FIRST);
        AlertAction acknowledge =
                TestingActions.of(ActionType.ACKNOWLEDGE, writer.newest(FIRST).alertId());
        AlertAction forbidden =
                TestingActions.of(ActionType.RESOLVE, writer.newest(FIRST).alertId());
        writer.act(FIRST, forbidden);
        writer.act(FIRST, acknowledge);
        writer.restore(writer.checkpoint(), RAISED.plusSeconds(1));
        writer.act(FIRST, forbidden);
        writer.act(FIRST, acknowledge);

        assertThat(writer.results()).isEmpty();
        assertThat(writer.alerts()).isEmpty();
    }

    /** People's actions are few and read again at once; the signals that made the alert come after them. */
    @Test
    void afterAFailureAnActionWaitsForItsAlertToBeMadeAgain() throws Exception {
        OperatorSubtaskState before = writer.checkpoint();
        writer.send(FIRST);
        String alertId = writer.newest(FIRST).alertId();
        AlertAction acknowledge = TestingActions.of(ActionType.ACKNOWLEDGE, alertId);
        AlertAction resolve = TestingActions.of(ActionType.RESOLVE, alertId);

        writer.restore(before, RAISED.plusSeconds(1));
        writer.act(FIRST, acknowledge);
        writer.act(FIRST, acknowledge);
        writer.send(FIRST);
        writer.act(FIRST, resolve);
        writer.send(TestingSignals.signal(2, Level.III, "500111"));
        assertThat(writer.results()).isEmpty();
        writer.clock(RAISED.plusSeconds(6));

        assertThat(writer.results())
                .extracting(ActionResult::actionId, ActionResult::status)
                .containsExactly(
                        tuple(acknowledge.actionId(), ActionStatus.ACCEPTED),
                        tuple(resolve.actionId(), ActionStatus.ACCEPTED));
        assertThat(writer.newest(FIRST).status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(writer.newest(FIRST).signalCount()).isEqualTo(2);
        writer.act(FIRST, acknowledge);
        assertThat(writer.results()).hasSize(2);
    }

    @Test
    void anActionOnNoAlertIsAnsweredAfterAWhile() throws Exception {
        writer.send(FIRST);
        writer.act(FIRST, TestingActions.of(ActionType.ACKNOWLEDGE, "no such alert"));
        writer.act(
                FIRST,
                TestingActions.of(ActionType.ACKNOWLEDGE, writer.newest(FIRST).alertId()));
        assertThat(writer.results())
                .as("what waits for another alert holds up nothing")
                .extracting(ActionResult::status)
                .containsExactly(ActionStatus.ACCEPTED);
        writer.clock(RAISED.plus(HOUR));

        assertThat(writer.results())
                .extracting(ActionResult::status)
                .containsExactly(ActionStatus.ACCEPTED, ActionStatus.REJECTED);
    }

    @Test
    void aDeliveryIsShownInItsNewestState() throws Exception {
        writer.send(FIRST);
        assertThat(writer.newest(FIRST).deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
            assertThat(delivery.channel()).isEqualTo("webhook:county-500111");
            assertThat(delivery.triggerId()).isEqualTo(writer.triggers().get(0).triggerId());
        });
        deliver(DeliveryState.RETRYING, 1, RAISED.plusSeconds(1));
        deliver(DeliveryState.DELIVERED, 2, RAISED.plusSeconds(9));
        deliver(DeliveryState.RETRYING, 1, RAISED.plusSeconds(1));

        assertThat(writer.newest(FIRST).deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED));
        assertThat(writer.newest(FIRST).actions()).isEmpty();
        assertThat(writer.results())
                .extracting(result -> result.status())
                .containsExactly(ActionStatus.ACCEPTED, ActionStatus.ACCEPTED, ActionStatus.REJECTED);
    }

    private void deliver(DeliveryState state, int attempts, Instant at) throws Exception {
        Delivery shown = writer.newest(FIRST).deliveries().get(0);
        Delivery delivery = new Delivery(
                shown.triggerId(),
                0,
                shown.alertId(),
                shown.unitId(),
                shown.channel(),
                state,
                attempts,
                at,
                null,
                null);
        writer.act(FIRST, TestingActions.delivery(shown.alertId(), delivery));
    }

    @Test
    void whileSilencedNobodyIsToldAndNothingEscalates() throws Exception {
        Instant until = RAISED.plus(HOUR.multipliedBy(2));
        writer.silence(new Silence("s", "online-unlicensed", "S*", until));
        writer.send(FIRST);

        assertThat(writer.newest(FIRST).silencedUntil()).isEqualTo(until);
        assertThat(writer.triggers()).isEmpty();

        writer.clock(until.minusMillis(1));
        assertThat(writer.alerts()).hasSize(1);
        writer.clock(until);
        assertThat(writer.triggers())
                .extracting(Trigger::cause)
                .as("told as it would have been, and escalated because its deadline has passed")
                .containsExactly(TriggerCause.OPENED, TriggerCause.ESCALATED);
        assertThat(writer.newest(FIRST).silencedUntil()).isNull();
        assertThat(writer.newest(FIRST).escalations().get(0).deadline()).isEqualTo(RAISED.plus(HOUR));
    }

    @Test
    void anOpenAlertShowsASilenceAndItsEarlyEnd() throws Exception {
        Instant until = RAISED.plus(HOUR.multipliedBy(9));
        writer.send(FIRST);
        writer.silence(new Silence("other-rule", "online-banned", null, until));
        writer.silence(new Silence("other-key", "online-unlicensed", "T*", until));
        assertThat(writer.newest(FIRST).revision()).isEqualTo(1);

        writer.silence(new Silence("s", "online-unlicensed", null, until));
        assertThat(writer.newest(FIRST).silencedUntil()).isEqualTo(until);
        assertThat(writer.newest(FIRST).revision()).isEqualTo(2);

        writer.restore(writer.checkpoint(), RAISED.plus(HOUR.multipliedBy(2)));
        assertThat(writer.alerts()).as("silences survive a restart").isEmpty();
        writer.silence(new Silence("s", "online-unlicensed", null, RAISED.plus(HOUR.multipliedBy(2))));

        assertThat(writer.alerts())
                .extracting(Alert::status)
                .as("visible, and escalated at once because its deadline has passed")
                .containsExactly(AlertStatus.NEW, AlertStatus.ESCALATED);
        assertThat(writer.newest(FIRST).silencedUntil()).isNull();
    }

    @Test
    void stateAndTimersReturnToZero() throws Exception {
        writer.send(FIRST);
        writer.silence(new Silence("s", "online-unlicensed", null, RAISED.plus(HOUR)));
        act(ActionType.COMMENT);
        act(ActionType.ACKNOWLEDGE);
        act(ActionType.DISMISS);
        assertThat(writer.timers()).as("no deadline is left, only sweeps").isEqualTo(2);

        writer.clock(RAISED.plus(Duration.ofDays(181)));

        assertThat(writer.stateEntries()).isZero();
        assertThat(writer.timers()).isZero();
    }
}
