package org.medsentry.console.action;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.medsentry.console.identity.Permission;
import org.medsentry.console.identity.User;
import org.medsentry.console.problem.Problem;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Level;

/** Makes of what somebody wants the action that says so, if that person may and has said all that it needs. */
public final class Actions {

    private final Clock clock;

    /** What is wanted; what the kind of action does not need is null. */
    public record Wish(
            ActionType type,
            String ruleId,
            String keyPattern,
            String silenceId,
            Instant until,
            Level level,
            String assignee,
            String reason,
            String comment) {}

    public Actions(Clock clock) {
        this.clock = clock;
    }

    /** What somebody needs to be allowed to do it; the same table as the early-warning job's. */
    static Permission needed(ActionType type) {
        return switch (type) {
            case ACKNOWLEDGE, ASSIGN, COMMENT, RESOLVE, DISMISS -> Permission.ALERTS_ACT;
            case LOWER, SILENCE, UNSILENCE -> Permission.ALERTS_ESCALATE;
            case DELIVERY, WITHHOLD -> throw Problem.body("/type", "is for the product itself");
        };
    }

    /**
     * The action.
     *
     * @param alertId null for what is about no alert
     */
    public AlertAction action(User user, String alertId, Wish wish) {
        if (!user.may(needed(wish.type()))) {
            throw Problem.forbidden();
        }
        requireComplete(wish);
        return new AlertAction(
                UUID.randomUUID().toString(),
                wish.type(),
                alertId,
                wish.ruleId(),
                wish.keyPattern(),
                wish.silenceId(),
                wish.until(),
                wish.level(),
                wish.assignee(),
                wish.reason(),
                wish.comment(),
                null,
                user.id(),
                user.role(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private void requireComplete(Wish wish) {
        switch (wish.type()) {
            case ACKNOWLEDGE, RESOLVE, DELIVERY, WITHHOLD -> {}
            case ASSIGN -> require("/assignee", wish.assignee());
            case COMMENT -> require("/comment", wish.comment());
            case DISMISS -> require("/reason", wish.reason());
            case LOWER -> {
                require("/reason", wish.reason());
                if (wish.level() == null) {
                    throw Problem.body("/level", "is required");
                }
            }
            case SILENCE -> {
                require("/ruleId", wish.ruleId());
                require("/reason", wish.reason());
                if (wish.until() == null || !wish.until().isAfter(clock.instant())) {
                    throw Problem.body("/until", "must be a time that is still to come");
                }
            }
            case UNSILENCE -> require("/silenceId", wish.silenceId());
        }
    }

    private static void require(String pointer, String text) {
        if (text == null || text.isBlank()) {
            throw Problem.body(pointer, "is required");
        }
    }
}
