package org.medsentry.schemas.reference;

/** Whether a recall is in force. */
public enum RecallStatus {
    ACTIVE,
    CLOSED
}
