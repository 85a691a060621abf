package org.medsentry.schemas.document;

/** What somebody may do. */
public enum ActorRole {
    VIEWER,
    ANALYST,
    DUTY_OFFICER,
    ADMINISTRATOR,
    /** A part of the product, not a person. */
    SYSTEM
}
