package org.medsentry.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsentry.dispatcher.channel.RetrySettings;

class BackoffTest {

    @Test
    void theBoundDoublesUpToTheCap() {
        Backoff longest = new Backoff(RetrySettings.DEFAULT, () -> Math.nextDown(1.0));
        assertThat(longest.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(longest.after(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(longest.after(9)).isEqualTo(Duration.ofSeconds(256));
        assertThat(longest.after(10)).isEqualTo(Duration.ofMinutes(5));
        assertThat(longest.after(1_000_000)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anythingBelowTheBoundIsAsLikely() {
        Backoff backoff = new Backoff(RetrySettings.DEFAULT, new Random(7)::nextDouble);
        Integer[] thirds = {0, 0, 0};
        for (int draw = 0; draw < 30_000; draw++) {
            thirds[(int) Math.min(2, backoff.after(3).toMillis() * 3 / 4001)]++;
        }
        assertThat(thirds).allSatisfy(count -> assertThat(count).isBetween(9_500, 10_500));
    }
}
