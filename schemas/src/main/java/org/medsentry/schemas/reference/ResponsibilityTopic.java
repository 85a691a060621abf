package org.medsentry.schemas.reference;

/** What a unit is responsible for. */
public enum ResponsibilityTopic {
    PURCHASE,
    REACTION,
    ONLINE,
    TRACE,
    OUTBREAK
}
