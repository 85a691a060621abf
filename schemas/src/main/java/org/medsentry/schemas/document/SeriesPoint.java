package org.medsentry.schemas.document;

import java.time.Instant;

/**
 * One day or week of a series of counts, as it was judged: what a chart beside a signal shows.
 *
 * @param start when it began
 * @param observed what was counted
 * @param expected what the series let expect, or null while it was too young to say
 * @param threshold the count above which the detector alarms, or null likewise
 */
public record SeriesPoint(Instant start, Double observed, Double expected, Double threshold) {}
