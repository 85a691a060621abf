package org.medsentry.rules.baseline;

/**
 * A record as a series takes it.
 *
 * @param id stands for the record among all versions of it
 * @param time stream time, epoch milliseconds
 * @param value what the measure takes from it: a fingerprint, the bits of a number, or 0
 * @param source stands for who sent it
 * @param region six digits of the county it belongs to, or null
 * @param citation how a signal cites it, packed by who knows what stands in it
 */
public record CountedRecord(long id, int version, long time, long value, long source, String region, byte[] citation) {}
