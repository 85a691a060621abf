package org.medsentry.detectors.parity;

/**
 * A row in which a result is not that of the reference.
 *
 * @param series name of the series, or scenario/replicate of a simulated one
 * @param time index of the pane, from 1
 */
public record Difference(String series, int time, Quantity quantity, double reference, double own) {}
