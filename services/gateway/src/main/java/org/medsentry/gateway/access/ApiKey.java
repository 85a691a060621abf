package org.medsentry.gateway.access;

import java.util.Set;
import org.medsentry.schemas.Stream;

/**
 * What the holder of a key may do. The key itself is known to nobody but its holder; here is its SHA-256, which is enough for a
 * random key of 256 bits: there is nothing to guess.
 *
 * @param id for logs, metrics and people
 * @param hash SHA-256 of the key
 * @param source the one that each of its records must name
 * @param recordsPerSecond on average
 * @param burst how many records may come at once
 * @param recordsPerDay a day of the configured zone
 * @param regionCode of what it sends in forms that know no region (E2B(R3)), 6 digits; null for none
 */
public record ApiKey(
        String id,
        KeyHash hash,
        String source,
        Set<Stream> streams,
        long recordsPerSecond,
        long burst,
        long recordsPerDay,
        String regionCode) {

    public static final long DEFAULT_RECORDS_PER_SECOND = 2_000;
    public static final long DEFAULT_BURST = 50_000;
    public static final long DEFAULT_RECORDS_PER_DAY = 20_000_000;

    /** Of a network without a region of its own. */
    public ApiKey(
            String id,
            KeyHash hash,
            String source,
            Set<Stream> streams,
            long recordsPerSecond,
            long burst,
            long recordsPerDay) {
        this(id, hash, source, streams, recordsPerSecond, burst, recordsPerDay, null);
    }

    public ApiKey {
        streams = Set.copyOf(streams);
    }

    public boolean mayFeed(Stream stream) {
        return streams.contains(stream);
    }
}
