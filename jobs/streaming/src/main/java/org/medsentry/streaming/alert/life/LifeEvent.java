package org.medsentry.streaming.alert.life;

import org.medsentry.schemas.document.ActionType;

/** What can happen to an alert. */
public enum LifeEvent {
    /** A further signal of its rule and key. */
    EVIDENCE,
    /** Nobody acknowledged it in time. */
    DEADLINE,
    ACKNOWLEDGE,
    ASSIGN,
    COMMENT,
    LOWER,
    RESOLVE,
    DISMISS,
    DELIVERY,
    WITHHOLD;

    /** What an action is to its alert; null for silences, which are about rules and keys. */
    static LifeEvent of(ActionType action) {
        return switch (action) {
            case ACKNOWLEDGE -> ACKNOWLEDGE;
            case ASSIGN -> ASSIGN;
            case COMMENT -> COMMENT;
            case LOWER -> LOWER;
            case RESOLVE -> RESOLVE;
            case DISMISS -> DISMISS;
            case DELIVERY -> DELIVERY;
            case WITHHOLD -> WITHHOLD;
            case SILENCE, UNSILENCE -> null;
        };
    }
}
