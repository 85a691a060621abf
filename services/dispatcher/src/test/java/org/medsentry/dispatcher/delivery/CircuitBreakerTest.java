package org.medsentry.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.medsentry.dispatcher.delivery.CircuitBreaker.State;

class CircuitBreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(30));

    @Test
    void opensAfterFailuresInARowOnly() {
        breaker.failed(NOW);
        breaker.failed(NOW);
        breaker.succeeded();
        breaker.failed(NOW);
        breaker.failed(NOW);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        breaker.failed(NOW);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.closedToTrialsUntil()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void oneTrialDecides() {
        for (int failure = 0; failure < 3; failure++) {
            breaker.failed(NOW);
        }
        breaker.tried();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.closedToTrialsUntil()).isEqualTo(Instant.MAX);
        breaker.failed(NOW.plusSeconds(31));
        assertThat(breaker.closedToTrialsUntil()).isEqualTo(NOW.plusSeconds(61));
        breaker.tried();
        breaker.succeeded();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.closedToTrialsUntil()).isEqualTo(Instant.MIN);
    }
}
