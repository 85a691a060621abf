package org.medsentry.schemas.document;

/** How an action was answered. */
public enum ActionStatus {
    ACCEPTED,
    REJECTED
}
