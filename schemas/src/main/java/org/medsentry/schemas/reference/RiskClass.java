package org.medsentry.schemas.reference;

/** Classes of products whose signals weigh more. */
public enum RiskClass {
    VACCINE,
    BLOOD_PRODUCT,
    INJECTION,
    CONDITIONAL_APPROVAL,
    INNOVATIVE,
    VOLUME_PROCUREMENT,
    TCM_INJECTION,
    HOSPITAL_PREPARATION,
    TCM_GRANULE
}
