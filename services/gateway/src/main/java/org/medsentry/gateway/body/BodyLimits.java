package org.medsentry.gateway.body;

import java.time.Duration;

/**
 * How much one request may ask of the gateway.
 *
 * @param transferredBytes as it comes over the wire
 * @param inflatedBytes once decompressed
 * @param inflation how many times larger a compressed body may become, looked at from the first MiB on
 * @param records in one request
 * @param time for the whole body to arrive
 * @param bytesPerSecond on average, looked at after {@link #GRACE}; time that the gateway itself needs does not count
 */
public record BodyLimits(
        long transferredBytes, long inflatedBytes, int inflation, int records, Duration time, long bytesPerSecond) {

    public static final BodyLimits DEFAULT =
            new BodyLimits(32L << 20, 64L << 20, 200, 100_000, Duration.ofSeconds(60), 1_024);

    /** So long a sender may take to begin. */
    static final Duration GRACE = Duration.ofSeconds(10);
}
