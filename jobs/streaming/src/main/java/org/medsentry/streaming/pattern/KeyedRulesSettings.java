package org.medsentry.streaming.pattern;

import java.io.Serializable;
import java.time.Duration;
import org.medsentry.streaming.DetectionClock;

/**
 * What the keyed rule operator depends on beside the rules.
 *
 * @param deduplicationRetention stream time in which the same record may come again
 * @param allowedLateness how far behind stream time a record still counts
 * @param exactMembers how many records of a key and counter are kept one by one; beyond, windows are estimated
 * @param mostPartialMatches how many half-matched patterns a rule may have at one key
 * @param cachedRecords how many records of counts and sequences stay unpacked in memory in front of RocksDB
 */
public record KeyedRulesSettings(
        DetectionClock clock,
        Duration deduplicationRetention,
        Duration allowedLateness,
        int exactMembers,
        int mostPartialMatches,
        int cachedRecords)
        implements Serializable {

    long deduplicationRetentionMillis() {
        return deduplicationRetention.toMillis();
    }

    long allowedLatenessMillis() {
        return allowedLateness.toMillis();
    }
}
