package org.medsentry.local.backtest;

import org.medsentry.schemas.document.Signal;

/**
 * A signal and its place among those of all streams.
 *
 * @param position how far its stream had come, in stream time; never falls within a stream
 * @param stream rank of the stream
 * @param sequence number of the signal in its stream
 */
public record OrderedSignal(long position, int stream, long sequence, Signal signal) {}
