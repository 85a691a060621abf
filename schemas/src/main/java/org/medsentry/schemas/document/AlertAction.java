package org.medsentry.schemas.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody did about an alert, as it travels on topic {@code alert-actions}, keyed by {@code actionId} and kept for good. The
 * early-warning job alone changes the alert, and answers each action on {@code action-results}.
 *
 * @param actionId the same again changes nothing
 * @param alertId the alert it is about; null for SILENCE and UNSILENCE
 * @param ruleId the rule that is silenced
 * @param keyPattern the values of keys it is silenced for, {@code *} standing for any characters; null means every key
 * @param silenceId the action that set the silence which UNSILENCE ends
 * @param until when a silence ends
 * @param level what LOWER takes the alert down to
 * @param assignee whom ASSIGN gives it to
 * @param reason why; required to dismiss, to lower and to silence
 * @param comment free text; required for COMMENT
 * @param delivery of DELIVERY and WITHHOLD
 */
public record AlertAction(
        String actionId,
        ActionType action,
        String alertId,
        String ruleId,
        String keyPattern,
        String silenceId,
        Instant until,
        Level level,
        String assignee,
        String reason,
        String comment,
        Delivery delivery,
        String actor,
        ActorRole role,
        Instant at) {

    /** What a machine says of a delivery; the same state of it always has the same id. */
    public static AlertAction of(ActionType action, Delivery delivery, String actor) {
        String change = delivery.id() + "|" + delivery.state() + "|" + delivery.attempts();
        return new AlertAction(
                UUID.nameUUIDFromBytes(change.getBytes(StandardCharsets.UTF_8)).toString(),
                action,
                delivery.alertId(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                delivery,
                actor,
                ActorRole.SYSTEM,
                delivery.at());
    }
}
