package org.medsentry.schemas.reference;

/** The four kinds of medicine whose purchases are registered (四类药品). */
public enum Category {
    ANTIPYRETIC,
    ANTITUSSIVE,
    ANTIVIRAL,
    ANTIBIOTIC
}
