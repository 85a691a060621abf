package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilencesTest {

    private static final Instant NOW = TestingSignals.START;

    private static Silence silence(String id, String pattern, int seconds) {
        return new Silence(id, "rule", pattern, NOW.plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "S1, S1, true",
        "S1, S12, false",
        "S*, S12, true",
        "*, anything, true",
        "*|500111, 86900|500111, true",
        "*|500111, 86900|500112, false",
        "86*|50*1, 86900|500111, true",
        "a*b*c, abc, true",
        "a*b*c, abcb, false",
        "*aab, aaaab, true",
        "'', x, false",
        "S.1, Sx1, false"
    })
    void starsStandForAnyCharacters(String pattern, String value, boolean covered) {
        assertThat(silence("s", pattern, 60).covers("rule", value)).isEqualTo(covered);
    }

    @Test
    void theLastOfThoseThatCoverAKeyCounts() {
        Silences silences = new Silences();
        silences.apply(silence("a", null, 60), NOW);
        silences.apply(silence("b", "S*", 90), NOW);
        silences.apply(silence("c", "T*", 120), NOW);

        assertThat(silences.until("rule", "S1", NOW)).isEqualTo(NOW.plusSeconds(90));
        assertThat(silences.until("rule", "U1", NOW)).isEqualTo(NOW.plusSeconds(60));
        assertThat(silences.until("rule", "U1", NOW.plusSeconds(60))).isNull();
        assertThat(silences.until("other", "S1", NOW)).isNull();
    }

    @Test
    void whatIsOverIsForgotten() {
        Silences silences = new Silences();
        silences.apply(silence("a", null, 60), NOW);
        silences.apply(silence("b", null, 90), NOW);

        assertThat(silences.dropExpired(NOW.plusSeconds(70)))
                .extracting(Silence::silenceId)
                .containsExactly("a");
        silences.apply(silence("b", null, 90).ended(NOW.plusSeconds(70)), NOW.plusSeconds(70));
        assertThat(silences.until("rule", "S1", NOW)).isNull();
        assertThat(silences.dropExpired(NOW.plusSeconds(100))).isEmpty();
    }
}
