package org.medsentry.schemas.document;

/** Why people are told of an alert. */
public enum TriggerCause {
    OPENED,
    CLIMBED,
    ESCALATED,
    /** It opened, and follows one that was closed. */
    SUCCEEDED
}
