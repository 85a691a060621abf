package org.medsentry.schemas.event;

/** What part a product had in a reaction (ICH E2B drug characterisation). Rules look at the first two. */
public enum ProductRole {
    SUSPECT,
    INTERACTING,
    CONCOMITANT
}
