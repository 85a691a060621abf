package org.medsentry.schemas.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IndexNamesTest {
    private static final Instant LAST_HOURS_OF_FEBRUARY_UTC = Instant.parse("2026-02-28T16:00:00Z");

    @Test
    void aMonthBeginsAtMidnightInShanghai() {
        assertThat(IndexNames.alert(LAST_HOURS_OF_FEBRUARY_UTC)).isEqualTo("medsentry-alerts-2026.03");
        assertThat(IndexNames.alert(LAST_HOURS_OF_FEBRUARY_UTC.minusMillis(1))).isEqualTo("medsentry-alerts-2026.02");
        assertThat(IndexNames.signal(LAST_HOURS_OF_FEBRUARY_UTC)).isEqualTo("medsentry-signals-2026.03");
        assertThat(IndexNames.deadLetter(LAST_HOURS_OF_FEBRUARY_UTC)).isEqualTo("medsentry-dead-letters-2026.03");
    }

    @Test
    void theZoneIsConfigurable() {
        assertThat(IndexNames.withZone(ZoneOffset.UTC).of(IndexNames.ALERTS, LAST_HOURS_OF_FEBRUARY_UTC))
                .isEqualTo("medsentry-alerts-2026.02");
    }
}
