package org.medsentry.gateway.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How much a key may still send. How many records a request holds shows only while it is read, so a request is let in while anything
 * is left, taken as a whole, and what it took too much is owed: the next one waits until that is made up. Kept in memory only, so a
 * restart begins with a full allowance. Thread-safe.
 */
public final class Allowance {
    private static final Duration DAY = Duration.ofDays(1);

    private final Bucket rate;
    private final Bucket day;

    private Allowance(Bucket rate, Bucket day) {
        this.rate = rate;
        this.day = day;
    }

    static Allowance of(ApiKey key, ZoneId zone) {
        return of(key, zone, TimeMeter.SYSTEM_MILLISECONDS);
    }

    static Allowance of(ApiKey key, ZoneId zone, TimeMeter time) {
        Instant now = Instant.ofEpochMilli(time.currentTimeNanos() / 1_000_000);
        Instant midnight =
                LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
        Bucket rate = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(key.burst()).refillGreedy(key.recordsPerSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
        Bucket day = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(key.recordsPerDay()).refillIntervallyAligned(key.recordsPerDay(), DAY, midnight))
                .withCustomTimePrecision(time)
                .build();
        return new Allowance(rate, day);
    }

    /** How long until a request may come; zero for now. */
    public Duration waitingTime() {
        long nanos = Math.max(
                rate.estimateAbilityToConsume(1).getNanosToWaitForRefill(),
                day.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        return Duration.ofNanos(nanos);
    }

    /** These records were read. */
    public void charge(long records) {
        if (records < 1) {
            return;
        }
        rate.consumeIgnoringRateLimits(records);
        day.consumeIgnoringRateLimits(records);
    }
}
