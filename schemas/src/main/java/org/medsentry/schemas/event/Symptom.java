package org.medsentry.schemas.event;

/** What a buyer complained of at the counter. */
public enum Symptom {
    FEVER,
    COUGH,
    SORE_THROAT,
    DIARRHOEA,
    RASH,
    OTHER
}
