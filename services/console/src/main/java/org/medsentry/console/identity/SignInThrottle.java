package org.medsentry.console.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down whoever guesses passwords. After some failures a name, and an address, has to wait, twice as long after each further
 * one. Names that nobody has are counted alike, so that waiting tells nothing.
 */
public final class SignInThrottle {

    private static final int FREE_OF_A_USER = 5;
    private static final int FREE_OF_AN_ADDRESS = 20;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);
    private static final int MOST_KEPT = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Failures(int count, Instant last, Instant until) {}

    public SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long this name or this address has to wait; empty if neither has to. */
    public synchronized Optional<Duration> wait(String userId, String address) {
        Instant now = clock.instant();
        Instant until = later(until("user " + userId, now), until("address " + address, now));
        return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    }

    private Instant until(String key, Instant now) {
        Failures known = failures.get(key);
        if (known == null) {
            return Instant.MIN;
        }
        if (known.last().plus(FORGOTTEN_AFTER).isBefore(now)) {
            failures.remove(key);
            return Instant.MIN;
        }
        return known.until();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    public synchronized void failed(String userId, String address) {
        count("user " + userId, FREE_OF_A_USER);
        count("address " + address, FREE_OF_AN_ADDRESS);
    }

    private void count(String key, int free) {
        Instant now = clock.instant();
        Failures known = failures.get(key);
        int count = known == null || known.last().plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : known.count() + 1;
        failures.put(key, new Failures(count, now, now.plus(waitAfter(count - free))));
    }

    private static Duration waitAfter(int surplus) {
        if (surplus < 0) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(surplus, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** The name is no guess; the address may still be somebody's who guesses others. */
    public synchronized void succeeded(String userId) {
        failures.remove("user " + userId);
    }
}
