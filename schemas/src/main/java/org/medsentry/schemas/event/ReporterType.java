package org.medsentry.schemas.event;

/** Who reported an adverse reaction; MAH is the marketing authorisation holder. */
public enum ReporterType {
    HOSPITAL,
    MAH,
    PHARMACY,
    VACCINATION_SITE,
    INDIVIDUAL
}
