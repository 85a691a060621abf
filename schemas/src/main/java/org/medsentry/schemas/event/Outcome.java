package org.medsentry.schemas.event;

/** How a reaction ended. */
public enum Outcome {
    RECOVERED,
    RECOVERING,
    NOT_RECOVERED,
    SEQUELAE,
    FATAL,
    UNKNOWN
}
