package org.medsentry.local.backtest;

import org.medsentry.streaming.correlate.Observation;

/**
 * An observation and its place among those of all branches of the graph.
 *
 * @param position how far its branch had come, in stream time; never falls within a branch
 * @param branch rank of the branch
 * @param sequence number of the observation in its branch
 */
public record OrderedObservation(long position, int branch, long sequence, Observation observation) {}
