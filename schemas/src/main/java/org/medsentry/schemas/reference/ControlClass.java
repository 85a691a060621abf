package org.medsentry.schemas.reference;

/** Special control under which a product stands. */
public enum ControlClass {
    NARCOTIC,
    PSYCHOTROPIC_1,
    PSYCHOTROPIC_2,
    TOXIC,
    RADIOACTIVE,
    PRECURSOR,
    EPHEDRINE_COMPOUND,
    CODEINE_COMPOUND,
    TRAMADOL_COMPOUND,
    DEXTROMETHORPHAN,
    ANABOLIC,
    NONE
}
