package org.medsentry.schemas.event;

/** Seriousness criteria of an adverse-reaction report (ICH E2B). */
public enum Seriousness {
    DEATH,
    LIFE_THREATENING,
    HOSPITALISATION,
    DISABILITY,
    CONGENITAL_ANOMALY,
    OTHER_IMPORTANT
}
