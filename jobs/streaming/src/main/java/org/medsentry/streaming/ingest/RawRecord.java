package org.medsentry.streaming.ingest;

import java.time.Instant;

/**
 * The bytes of one record and where they lie.
 *
 * @param value null for a tombstone
 * @param topic topic, or file
 * @param offset offset in the partition, or line number in the file
 * @param receivedAt log-append time of the broker; wall clock in a backtest
 */
public record RawRecord(byte[] value, String topic, int partition, long offset, Instant receivedAt) {}
