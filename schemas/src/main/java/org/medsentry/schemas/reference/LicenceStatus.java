package org.medsentry.schemas.reference;

/** Whether a licence may be used. */
public enum LicenceStatus {
    ACTIVE,
    SUSPENDED,
    REVOKED
}
