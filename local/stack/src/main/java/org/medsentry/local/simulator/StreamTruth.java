package org.medsentry.local.simulator;

import java.util.Collections;
import java.util.Map;

/**
 * What was sent on one stream.
 *
 * @param records all records: {@code good + duplicates + the sum of bad}
 * @param good records that ingest has to take, each (source, eventId, version) once
 * @param followUps good report versions above 1
 * @param nullified good report versions that withdraw their report
 * @param duplicates records whose very bytes were sent before
 * @param bad records that ingest has to refuse, by the reason that the dead letter has to name
 * @param outOfOrder good records whose stream time lies before that of a good record sent earlier
 * @param behindFiveMinutes those of them that lie more than 5 minutes behind the newest one sent earlier
 * @param behindFortyEightHours those of them that lie more than 48 hours behind
 */
public record StreamTruth(
        long records,
        long good,
        long followUps,
        long nullified,
        long duplicates,
        Map<String, Long> bad,
        long outOfOrder,
        long behindFiveMinutes,
        long behindFortyEightHours) {

    public StreamTruth {
        bad = Collections.unmodifiableMap(bad);
    }

    /** All bad records. */
    public long badRecords() {
        return bad.values().stream().mapToLong(Long::longValue).sum();
    }
}
