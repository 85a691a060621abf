package org.medsentry.local.stack;

/**
 * What became of the records of one stream since the jobs started.
 *
 * @param received records on the topic, over its whole life
 * @param good records that went on to be judged, duplicates included
 * @param deadLetters records that could not be judged
 * @param late good records that came behind stream time by more than the allowed lateness
 */
public record StreamCounts(long received, long good, long deadLetters, long late) {}
