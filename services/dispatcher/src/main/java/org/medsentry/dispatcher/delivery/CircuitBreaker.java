package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a channel alone that keeps failing: after some failures in a row it is tried once per pause, and used again after the first
 * success. Not thread-safe.
 */
final class CircuitBreaker {

    /** As the metric shows it, by ordinal. */
    enum State {
        CLOSED,
        /** One delivery is on its way to see how the channel fares. */
        HALF_OPEN,
        OPEN
    }

    private final int mostFailures;
    private final Duration pause;
    private State state = State.CLOSED;
    private int failures;
    private Instant openUntil = Instant.MIN;

    CircuitBreaker(int mostFailures, Duration pause) {
        this.mostFailures = mostFailures;
        this.pause = pause;
    }

    State state() {
        return state;
    }

    /** Until when nothing may be tried; not after now if something may, and {@link Instant#MAX} while the one trial is on its way. */
    Instant closedToTrialsUntil() {
        return switch (state) {
            case CLOSED -> Instant.MIN;
            case OPEN -> openUntil;
            case HALF_OPEN -> Instant.MAX;
        };
    }

    /** Something is tried now; {@link #closedToTrialsUntil} allowed it. */
    void tried() {
        if (state == State.OPEN) {
            state = State.HALF_OPEN;
        }
    }

    void succeeded() {
        state = State.CLOSED;
        failures = 0;
    }

    void failed(Instant now) {
        failures++;
        if (state == State.HALF_OPEN || failures >= mostFailures) {
            state = State.OPEN;
            openUntil = now.plus(pause);
        }
    }
}
