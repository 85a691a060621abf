package org.medsentry.schemas.document;

/** Where an alert is in its life. */
public enum AlertStatus {
    NEW,
    ACKNOWLEDGED,
    ESCALATED,
    RESOLVED,
    DISMISSED;

    /** Whether nothing happens to the alert any more. */
    public boolean isClosed() {
        return this == RESOLVED || this == DISMISSED;
    }
}
