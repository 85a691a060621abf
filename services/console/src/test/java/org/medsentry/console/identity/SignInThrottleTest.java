package org.medsentry.console.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.medsentry.console.TestingClock;

class SignInThrottleTest {

    private final TestingClock clock = new TestingClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void aNameWaitsEverLongerWhateverTheAddress() {
        for (int failure = 0; failure < 4; failure++) {
            throttle.failed("ann", "10.0.0." + failure);
            assertThat(throttle.wait("ann", "10.0.0.9")).isEmpty();
        }
        throttle.failed("ann", "10.0.0.5");
        Duration first = throttle.wait("ann", "10.0.0.9").orElseThrow();
        throttle.failed("ann", "10.0.0.6");
        assertThat(throttle.wait("ann", "10.0.0.9").orElseThrow()).isGreaterThan(first);
        assertThat(throttle.wait("bob", "10.0.0.9")).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        assertThat(throttle.wait("ann", "10.0.0.9")).isEmpty();
    }

    @Test
    void anAddressThatTriesManyNamesWaitsToo() {
        for (int failure = 0; failure < 20; failure++) {
            throttle.failed("user" + failure, "10.0.0.1");
        }
        assertThat(throttle.wait("somebody-else", "10.0.0.1")).isPresent();
        assertThat(throttle.wait("somebody-else", "10.0.0.2")).isEmpty();
    }

    @Test
    void successAndTimeForgive() {
        for (int failure = 0; failure < 4; failure++) {
            throttle.failed("ann", "10.0.0.1");
        }
        throttle.succeeded("ann");
        throttle.failed("ann", "10.0.0.1");
        assertThat(throttle.wait("ann", "10.0.0.1")).isEmpty();
        for (int failure = 0; failure < 4; failure++) {
            throttle.failed("ann", "10.0.0.1");
        }
        clock.advance(Duration.ofMinutes(31));
        assertThat(throttle.wait("ann", "10.0.0.1")).isEmpty();
    }
}
