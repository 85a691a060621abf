package org.medsentry.streaming.alert.life;

import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;

/** Why actions are rejected, in words. */
final class Rejections {

    static final LocalisedText CLOSED = new LocalisedText(
            "预警已关闭，不再变更；新的证据会生成后续预警", "the alert is closed and changes no more; new evidence opens another");
    static final LocalisedText UNKNOWN = new LocalisedText("没有这条预警", "there is no such alert");
    static final LocalisedText NOT_ABOUT_AN_ALERT =
            new LocalisedText("静默针对规则和键，不针对单条预警", "a silence is about a rule and keys, not about one alert");
    static final LocalisedText UNTIL_PASSED =
            new LocalisedText("静默的结束时间必须晚于现在", "the silence would already be over: 'until' has to lie in the future");
    static final LocalisedText UNKNOWN_SILENCE =
            new LocalisedText("没有这条静默，或它已经结束", "there is no such silence, or it has ended");
    static final LocalisedText OLD_DELIVERY = new LocalisedText("已有更新的投递状态", "a newer state of this delivery is known");

    static final LocalisedText NO_SILENCE = new LocalisedText("这不是静默操作", "this is no order of silence");

    private Rejections() {}

    static LocalisedText role(ActorRole role, ActionType action) {
        return new LocalisedText("角色 " + role + " 无权执行 " + action, "role " + role + " may not " + action);
    }

    static LocalisedText missing(String field) {
        return new LocalisedText("缺少 " + field, "'" + field + "' is missing");
    }

    static LocalisedText status(AlertStatus status, ActionType action) {
        boolean first = action == ActionType.RESOLVE || action == ActionType.DISMISS;
        return new LocalisedText(
                "预警处于 " + status + "，不能执行 " + action + (first ? "；请先确认（ACKNOWLEDGE）" : ""),
                "an alert that is " + status + " does not take " + action
                        + (first ? ": it has to be acknowledged first" : ""));
    }

    static LocalisedText notLower(Level level, Level current) {
        return new LocalisedText(
                "只能调低级别：" + level + " 不低于当前的 " + current, "level " + level + " is not below the present " + current);
    }
}
