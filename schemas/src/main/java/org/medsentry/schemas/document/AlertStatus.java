package org.medsentry.schemas.document;

/** Where an alert is in its life. */
public enum AlertStatus {
    NEW,
    ACKNOWLEDGED,
    ESCALATED,
    RESOLVED,
    DISMISSED
}
