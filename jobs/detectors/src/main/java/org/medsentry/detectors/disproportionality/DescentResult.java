package org.medsentry.detectors.disproportionality;

/** Where a descent ended. */
record DescentResult(double[] parameters, double value) {}
