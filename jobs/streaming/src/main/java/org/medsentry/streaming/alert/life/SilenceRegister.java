package org.medsentry.streaming.alert.life;

import java.time.Instant;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.LocalisedText;

/** Decides orders of silence in one place, so that each is answered once, before every instance obeys them. */
public final class SilenceRegister {

    /**
     * An answer, and what the order makes of a silence.
     *
     * @param silence null if it was rejected; over if it was ended
     */
    public record Decision(ActionResult result, Silence silence) {}

    private SilenceRegister() {}

    /** @param known the silence that the order ends; null if there is none in force */
    public static Decision decide(AlertAction action, Silence known, Instant now) {
        LocalisedText rejection = rejection(action, known, now);
        if (rejection != null) {
            return new Decision(Actions.rejected(action, null, rejection, now), null);
        }
        Silence silence = action.action() == ActionType.UNSILENCE
                ? known.ended(now)
                : new Silence(action.actionId(), action.ruleId(), action.keyPattern(), action.until());
        return new Decision(Actions.accepted(action, null, now), silence);
    }

    private static LocalisedText rejection(AlertAction action, Silence known, Instant now) {
        if (action.role() == null || !Permissions.allow(action.role(), action.action())) {
            return Rejections.role(action.role(), action.action());
        }
        return switch (action.action()) {
            case SILENCE -> silencing(action, now);
            case UNSILENCE -> known == null || known.isOver(now) ? Rejections.UNKNOWN_SILENCE : null;
            case ACKNOWLEDGE, ASSIGN, COMMENT, LOWER, RESOLVE, DISMISS, DELIVERY, WITHHOLD -> Rejections.NO_SILENCE;
        };
    }

    private static LocalisedText silencing(AlertAction action, Instant now) {
        LocalisedText missing = Actions.required("ruleId", action.ruleId());
        missing = missing == null ? Actions.required("reason", action.reason()) : missing;
        if (missing != null) {
            return missing;
        }
        if (action.until() == null) {
            return Rejections.missing("until");
        }
        return action.until().isAfter(now) ? null : Rejections.UNTIL_PASSED;
    }
}
