package org.medsentry.schemas.event;

/** Whether the label lists the reaction; UNLISTED is what Chinese regulation calls a new reaction (新的). */
public enum Expectedness {
    LISTED,
    UNLISTED,
    UNKNOWN
}
