package org.medsentry.rules.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.detectors.catalogue.PaneLength;

class PaneCalendarTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static LocalDate paneOf(PaneCalendar calendar, String time) {
        return LocalDate.ofEpochDay(calendar.paneOf(Instant.parse(time).toEpochMilli()));
    }

    @Test
    void daysAreThoseOfTheZone() {
        PaneCalendar days = new PaneCalendar(PaneLength.DAY, SHANGHAI);

        assertThat(paneOf(days, "2026-03-01T15:59:59.999Z")).isEqualTo("2026-03-01");
        assertThat(paneOf(days, "2026-03-01T16:00:00Z")).isEqualTo("2026-03-02");
        assertThat(days.endOf(LocalDate.parse("2026-03-01").toEpochDay())).isEqualTo("2026-03-01T16:00:00Z");
    }

    @Test
    void weeksBeginOnMonday() {
        PaneCalendar weeks = new PaneCalendar(PaneLength.WEEK, SHANGHAI);

        assertThat(paneOf(weeks, "2026-03-01T15:59:59Z")).isEqualTo("2026-02-23");
        assertThat(paneOf(weeks, "2026-03-01T16:00:00Z")).isEqualTo("2026-03-02");
        assertThat(paneOf(weeks, "1969-12-31T12:00:00Z").getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(weeks.endOf(LocalDate.parse("2026-03-02").toEpochDay())).isEqualTo("2026-03-08T16:00:00Z");
    }

    @Test
    void theDayOnWhichTheClockIsPutForwardIsShorter() {
        PaneCalendar days = new PaneCalendar(PaneLength.DAY, ZoneId.of("Europe/Berlin"));
        long pane = LocalDate.parse("2026-03-29").toEpochDay();

        assertThat(days.startOf(pane)).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(days.endOf(pane)).isEqualTo("2026-03-29T22:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Asia/Shanghai", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Apia"})
    void everyMomentIsInThePaneOfItsLocalDay(String zone) {
        PaneCalendar days = new PaneCalendar(PaneLength.DAY, ZoneId.of(zone));
        PaneCalendar weeks = new PaneCalendar(PaneLength.WEEK, ZoneId.of(zone));
        Random random = new Random(7);
        for (int time = 0; time < 10_000; time++) {
            // within two years around the day that Apia left out
            long millis = Instant.parse("2011-01-01T00:00:00Z").toEpochMilli()
                    + random.nextLong(Duration.ofDays(730).toMillis());
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneId.of(zone));

            assertThat(days.paneOf(millis)).isEqualTo(day.toEpochDay());
            assertThat(weeks.paneOf(millis))
                    .isEqualTo(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .toEpochDay());
        }
    }
}
