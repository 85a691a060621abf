package org.medsentry.rules.baseline;

import java.util.List;
import org.medsentry.detectors.series.Assessment;

/**
 * A pane that is over, with what the detector says of it.
 *
 * @param start its first day, counted from 1970-01-01
 * @param complete false where sources were silent from which a good part of the count usually comes
 * @param newest citations of its newest records, packed, the oldest of them first
 * @param region code of the smallest region that holds all its records, or null where one of them has none
 */
public record JudgedPane(
        long start, double count, Assessment assessment, boolean complete, List<byte[]> newest, String region) {}
