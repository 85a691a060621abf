package org.medsentry.schemas.document;

import java.time.Instant;

/** An accepted action as the alert shows it. */
public record ActionEntry(
        String actionId,
        ActionType action,
        String actor,
        ActorRole role,
        Instant at,
        String reason,
        String comment,
        String assignee,
        Level level) {}
