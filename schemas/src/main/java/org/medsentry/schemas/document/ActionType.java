package org.medsentry.schemas.document;

/** What can be done about alerts. All but the last two are done by people. */
public enum ActionType {
    ACKNOWLEDGE,
    ASSIGN,
    COMMENT,
    /** Takes the level down, with a reason. */
    LOWER,
    RESOLVE,
    DISMISS,
    /** Mutes a rule for some keys until a time. */
    SILENCE,
    UNSILENCE,
    /** The dispatcher says how a trigger fares. */
    DELIVERY,
    /** The storm guard held a trigger back. */
    WITHHOLD
}
