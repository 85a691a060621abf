package org.medsentry.gateway.reconciliation;

import java.time.Instant;
import java.util.List;

/**
 * A record that its network should know of.
 *
 * @param at when it was found
 * @param id the same whenever it is told
 * @param eventId null for a dead letter, which may hold anything; version likewise 0
 * @param reason and pointer and message of a dead letter, null for a late record
 * @param streamTime and latenessSeconds of a late record, null for a dead letter
 * @param missed the rules that could not take a late record into account
 */
record Finding(
        Kind kind,
        Instant at,
        String id,
        String stream,
        String eventId,
        int version,
        String reason,
        String pointer,
        String message,
        Instant streamTime,
        Long latenessSeconds,
        List<String> missed) {

    enum Kind {
        /** The record was in Kafka but broke the contract; it has to be mended and sent again. */
        DEAD_LETTER,
        /** The record counts, but some rules could not take it into account. */
        LATE
    }
}
