package org.medsentry.schemas.document;

import java.time.Instant;

/**
 * The answer to an action, on topic {@code action-results}: no action is dropped without a word.
 *
 * @param alertId null for silences
 * @param revision of the alert that the action made, or at which it was rejected; null where there is no alert
 * @param rejection why it was rejected, in words; null if accepted
 * @param decidedAt wall clock of the job
 */
public record ActionResult(
        String actionId,
        ActionType action,
        ActionStatus status,
        String alertId,
        Integer revision,
        LocalisedText rejection,
        String actor,
        ActorRole role,
        Instant decidedAt) {}
