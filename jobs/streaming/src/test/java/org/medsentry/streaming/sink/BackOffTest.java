package org.medsentry.streaming.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(10));

    @Test
    void doublesWithJitterUpToTheLongest() {
        Random random = new Random(7);
        long[] steps = {200, 400, 800, 1600, 3200, 6400, 10_000, 10_000};
        for (int failures = 1; failures <= steps.length; failures++) {
            for (int i = 0; i < 1000; i++) {
                long step = steps[failures - 1];
                assertThat(backOff.delayMillis(failures, random)).isBetween(step / 2, step);
            }
        }
        assertThat(backOff.delayMillis(Integer.MAX_VALUE, random)).isBetween(5000L, 10_000L);
    }

    @Test
    void differsFromWriterToWriter() {
        Random random = new Random(7);
        assertThat(random.longs(100)
                        .map(any -> backOff.delayMillis(5, random))
                        .distinct()
                        .count())
                .isGreaterThan(50);
    }

    @Test
    void refusesToBeABusyLoop() {
        assertThatThrownBy(() -> new BackOff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
