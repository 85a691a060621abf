package org.medsentry.schemas.event;

/** How a pharmacy handed the medicine over. */
public enum Channel {
    COUNTER,
    ONLINE_PICKUP,
    DELIVERY
}
