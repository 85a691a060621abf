package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.UUID;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Level;

/** Actions with all that they require, written by hand. */
public final class TestingActions {

    private static int number;

    private TestingActions() {}

    /** The same ids again, for a run that is to be compared with another. */
    public static void restart() {
        number = 0;
    }

    public static AlertAction of(ActionType action, String alertId) {
        ActorRole role = action == ActionType.DELIVERY || action == ActionType.WITHHOLD
                ? ActorRole.SYSTEM
                : ActorRole.DUTY_OFFICER;
        return of(action, alertId, role, Level.IV);
    }

    public static AlertAction of(ActionType action, String alertId, ActorRole role, Level level) {
        Delivery delivery = switch (action) {
            case DELIVERY -> delivery(alertId, DeliveryState.DELIVERED, 1, TestingSignals.START);
            case WITHHOLD -> delivery(alertId, DeliveryState.WITHHELD, 0, TestingSignals.START);
            default -> null;
        };
        return new AlertAction(
                new UUID(0, ++number).toString(),
                action,
                alertId,
                null,
                null,
                null,
                null,
                action == ActionType.LOWER ? level : null,
                action == ActionType.ASSIGN ? "li" : null,
                "a reason",
                action == ActionType.COMMENT ? "a comment" : null,
                delivery,
                "wang",
                role,
                TestingSignals.START);
    }

    public static AlertAction delivery(String alertId, Delivery delivery) {
        AlertAction action = of(ActionType.DELIVERY, alertId);
        return new AlertAction(
                action.actionId(),
                ActionType.DELIVERY,
                alertId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                delivery,
                "dispatcher",
                ActorRole.SYSTEM,
                delivery.at());
    }

    public static Delivery delivery(String alertId, DeliveryState state, int attempts, Instant at) {
        return delivery("trigger-1", alertId, state, attempts, at);
    }

    public static Delivery delivery(String triggerId, String alertId, DeliveryState state, int attempts, Instant at) {
        return new Delivery(triggerId, 0, alertId, "county-500111", "webhook:county", state, attempts, at, null, null);
    }

    public static AlertAction silence(String ruleId, String keyPattern, Instant until, ActorRole role, String reason) {
        return new AlertAction(
                new UUID(1, ++number).toString(),
                ActionType.SILENCE,
                null,
                ruleId,
                keyPattern,
                null,
                until,
                null,
                null,
                reason,
                null,
                null,
                "wang",
                role,
                TestingSignals.START);
    }

    public static AlertAction unsilence(String silenceId) {
        return new AlertAction(
                new UUID(2, ++number).toString(),
                ActionType.UNSILENCE,
                null,
                null,
                null,
                silenceId,
                null,
                null,
                null,
                null,
                null,
                null,
                "wang",
                ActorRole.DUTY_OFFICER,
                TestingSignals.START);
    }
}
