package org.medsentry.detectors.disproportionality;

/** A measure with the bounds of its interval. A bound is NaN where the method gives none, the measure infinite where its comparator is 0. */
public record Interval(double value, double lower, double upper) {}
