package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.medsentry.dispatcher.channel.RetrySettings;

/**
 * How long to wait after a failure: anything from nothing to a bound that doubles with each failure ("full jitter"), so that what failed
 * together does not come back together.
 */
public final class Backoff {
    private final RetrySettings settings;
    private final DoubleSupplier random;

    /** @param random from 0 to below 1 */
    public Backoff(RetrySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /** @param failures so far, at least 1 */
    public Duration after(int failures) {
        long base = settings.base().toMillis();
        long cap = settings.cap().toMillis();
        int doublings = Math.min(failures - 1, 40);
        long bound = base > cap >> doublings ? cap : base << doublings;
        return Duration.ofMillis((long) (random.getAsDouble() * (bound + 1)));
    }
}
