package org.medsentry.schemas.event;

/** Sex as a sender states it; U is unknown. */
public enum Sex {
    F,
    M,
    U
}
