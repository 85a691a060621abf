package org.medsentry.schemas.reference;

/** Whether a unit answers for an alert or is told of it. */
public enum UnitRole {
    LEAD,
    COPY
}
