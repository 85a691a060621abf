package org.medsentry.streaming.alert.life;

import java.time.Duration;
import java.time.Instant;
import org.medsentry.schemas.document.ActionEntry;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.LocalisedText;

/** What an action does to an alert, or why it is rejected. */
final class Actions {

    private Actions() {}

    /** Null if the alert takes it. */
    static LocalisedText rejection(AlertAction action, OpenAlert open) {
        LifeEvent event = LifeEvent.of(action.action());
        if (event == null) {
            return Rejections.NOT_ABOUT_AN_ALERT;
        }
        if (action.role() == null || !Permissions.allow(action.role(), action.action())) {
            return Rejections.role(action.role(), action.action());
        }
        if (!LifeTable.allows(open.alert().status(), event)) {
            return Rejections.status(open.alert().status(), action.action());
        }
        return switch (action.action()) {
            case ACKNOWLEDGE, RESOLVE -> null;
            case ASSIGN -> required("assignee", action.assignee());
            case COMMENT -> required("comment", action.comment());
            case DISMISS -> required("reason", action.reason());
            case LOWER -> lowering(action, open);
            case DELIVERY, WITHHOLD -> delivering(action, open);
            case SILENCE, UNSILENCE -> Rejections.NOT_ABOUT_AN_ALERT;
        };
    }

    static LocalisedText required(String field, String value) {
        return value == null || value.isBlank() ? Rejections.missing(field) : null;
    }

    private static LocalisedText lowering(AlertAction action, OpenAlert open) {
        if (action.level() == null) {
            return Rejections.missing("level");
        }
        if (action.level().atLeast(open.alert().level())) {
            return Rejections.notLower(action.level(), open.alert().level());
        }
        return required("reason", action.reason());
    }

    private static LocalisedText delivering(AlertAction action, OpenAlert open) {
        if (action.delivery() == null) {
            return Rejections.missing("delivery");
        }
        return Deliveries.isOld(open.alert().deliveries(), action.delivery()) ? Rejections.OLD_DELIVERY : null;
    }

    /** Does what {@link #rejection} did not object to. */
    static void apply(AlertDraft draft, AlertAction action, Instant now) {
        draft.status =
                LifeTable.next(draft.status, LifeEvent.of(action.action())).orElseThrow();
        draft.updated(now);
        // How a trigger fares comes from each of its units at once, and may be written together.
        draft.urgent |= isOfPeople(action.action());
        switch (action.action()) {
            case ACKNOWLEDGE -> draft.escalateAt = null;
            case ASSIGN -> draft.assignee = action.assignee();
            case LOWER -> lower(draft, action);
            case RESOLVE, DISMISS -> close(draft, now);
            case DELIVERY, WITHHOLD -> draft.deliveries = Deliveries.with(draft.deliveries, action.delivery());
            case COMMENT, SILENCE, UNSILENCE -> {
                // Nothing beside the entry.
            }
        }
        if (isOfPeople(action.action())) {
            draft.actions = AlertDraft.with(draft.actions, entry(action));
        }
    }

    private static void lower(AlertDraft draft, AlertAction action) {
        draft.level = action.level();
        if (draft.climbedFrom != null && draft.climbedFrom.atLeast(draft.level)) {
            draft.climbedFrom = null;
        }
        draft.units = Units.concerned(draft);
    }

    private static void close(AlertDraft draft, Instant now) {
        draft.closedAt = now;
        draft.escalateAt = null;
    }

    private static boolean isOfPeople(ActionType action) {
        return switch (action) {
            case ACKNOWLEDGE, ASSIGN, COMMENT, LOWER, RESOLVE, DISMISS, SILENCE, UNSILENCE -> true;
            case DELIVERY, WITHHOLD -> false;
        };
    }

    private static ActionEntry entry(AlertAction action) {
        return new ActionEntry(
                action.actionId(),
                action.action(),
                action.actor(),
                action.role(),
                action.at(),
                action.reason(),
                action.comment(),
                action.assignee(),
                action.level());
    }

    static ClosedAlert closed(AlertDraft draft, Instant now, Duration memory) {
        return new ClosedAlert(draft.alertId, draft.revision, !draft.told.isEmpty(), now.plus(memory));
    }

    static ActionResult accepted(AlertAction action, Integer revision, Instant now) {
        return result(action, ActionStatus.ACCEPTED, revision, null, now);
    }

    static ActionResult rejected(AlertAction action, Integer revision, LocalisedText rejection, Instant now) {
        return result(action, ActionStatus.REJECTED, revision, rejection, now);
    }

    private static ActionResult result(
            AlertAction action, ActionStatus status, Integer revision, LocalisedText rejection, Instant now) {
        return new ActionResult(
                action.actionId(),
                action.action(),
                status,
                action.alertId(),
                revision,
                rejection,
                action.actor(),
                action.role(),
                now);
    }
}
