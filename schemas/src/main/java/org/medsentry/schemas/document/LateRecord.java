package org.medsentry.schemas.document;

import java.time.Instant;
import java.util.List;

/**
 * A record that came behind the watermark by more than the allowed lateness. Rules that judge on arrival have judged it
 * all the same.
 *
 * @param streamTime the record's own time
 * @param watermark stream time when it came
 * @param latenessSeconds {@code watermark - streamTime}
 * @param missed ids of the rules that could not take it into account
 * @param record the pseudonymised record as JSON text, or null where only its identity was at hand: what is keyed by a rule
 *     no longer travels with its record
 */
public record LateRecord(
        String stream,
        String source,
        String eventId,
        int version,
        Instant streamTime,
        Instant watermark,
        long latenessSeconds,
        List<String> missed,
        String record) {}
