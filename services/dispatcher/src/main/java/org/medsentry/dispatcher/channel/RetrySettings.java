package org.medsentry.dispatcher.channel;

import java.time.Duration;

/**
 * How a channel bears failure.
 *
 * @param base upper bound of the pause after the first failure; it doubles with each
 * @param cap upper bound of any pause
 * @param breakerFailures after how many failures in a row the channel is left alone
 * @param breakerPause for how long; then one delivery is tried
 * @param orderPatience how long a trigger waits for an earlier one of the same alert that keeps failing, before it is tried right
 *     after it
 */
public record RetrySettings(
        Duration base, Duration cap, int breakerFailures, Duration breakerPause, Duration orderPatience) {

    public static final RetrySettings DEFAULT = new RetrySettings(
            Duration.ofSeconds(1), Duration.ofMinutes(5), 5, Duration.ofSeconds(30), Duration.ofMinutes(5));
}
