package org.medsentry.detectors.parity;

/** What is compared of a row. */
public enum Quantity {
    ALARM,
    UPPER_BOUND,
    SCORE,
    P_VALUE,
    EXPECTED,
    DISPERSION,
    TREND
}
