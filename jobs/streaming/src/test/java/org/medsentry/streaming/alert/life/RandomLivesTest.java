package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold in whatever order evidence, people, deadlines and silences come: 100,000 events. */
class RandomLivesTest {

    private static final int EVENTS = 25_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void invariantsHold(long seed) throws Exception {
        TestingLives lives = new TestingLives(seed);
        for (int event = 0; event < EVENTS; event++) {
            lives.next();
        }
        assertThat(lives.summary())
                .as("everything happened, and not just once")
                .allSatisfy((what, count) -> assertThat(count).as(what).isGreaterThan(20));
    }
}
