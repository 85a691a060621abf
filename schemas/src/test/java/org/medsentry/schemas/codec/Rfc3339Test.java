package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    private static final ZoneId SHANGHAI = DefaultZone.SHANGHAI;

    @Test
    void readsWhatJavaTimeReads() {
        SplittableRandom random = new SplittableRandom(1);
        for (int count = 0; count < 50_000; count++) {
            OffsetDateTime time = Instant.ofEpochSecond(
                            random.nextLong(-62_000_000_000L, 253_000_000_000L), random.nextInt(1_000_000_000))
                    .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));
            if (time.getYear() < 0 || time.getYear() > 9999 || time.getSecond() == 0) {
                continue;
            }
            assertThat(parse(time.toString()))
                    .as(time.toString())
                    .isEqualTo(time.toInstant().toEpochMilli());
        }
    }

    @Test
    void readsItsOwnWriting() {
        SplittableRandom random = new SplittableRandom(2);
        for (int count = 0; count < 50_000; count++) {
            Instant time = Instant.ofEpochMilli(random.nextLong(-62_000_000_000_000L, 253_402_300_000_000L));
            assertThat(parse(Rfc3339.format(time, SHANGHAI))).isEqualTo(time.toEpochMilli());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2017-01-01T07:59:60.25+08:00, 2017-01-01T00:00:00.250Z",
        "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
        "2026-03-01t01:30:00z, 2026-03-01T01:30:00Z",
        "2026-03-01T01:30:00-00:00, 2026-03-01T01:30:00Z",
        "9999-12-31T23:59:59-12:00, 9999-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00+14:00, 0000-01-01T00:00:00Z"
    })
    void readsTheEdgesOfTheFormat(String text, Instant time) {
        assertThat(parse(text)).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2016-11-30T23:59:60Z", "2016-12-31T22:59:60Z", "2018-12-31T23:59:60Z", "2026-03-01T01:30:61Z"})
    void refusesSecondsThatNeverWere(String text) {
        assertThat(parse(text)).isEqualTo(Rfc3339.INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T01:30:00Z, 2026-03-01T09:30:00+08:00",
        "2026-03-01T01:30:00.007Z, 2026-03-01T09:30:00.007+08:00",
        "2026-03-01T01:30:00.0079Z, 2026-03-01T09:30:00.007+08:00",
        "1990-07-01T00:00:00Z, 1990-07-01T09:00:00+09:00",
        "1900-01-01T00:00:00Z, 1900-01-01T00:00:00Z",
        "9999-12-31T23:00:00Z, 9999-12-31T23:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z"
    })
    void writesAtTheOffsetOfTheZone(Instant time, String text) {
        assertThat(Rfc3339.format(time, SHANGHAI)).isEqualTo(text);
    }

    @Test
    void writesUtcAsZ() {
        assertThat(Rfc3339.format(Instant.EPOCH, ZoneOffset.UTC)).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void readsPlainDates() {
        for (String text : new String[] {"2024-02-29", "1969-12-31", "9999-12-31", "0000-01-01"}) {
            assertThat(day(text)).isEqualTo(LocalDate.parse(text).toEpochDay());
        }
        for (String text :
                new String[] {"2023-02-29", "2024-2-29", "2024-13-01", "2024/02/29", "20240229", "2024-02-29Z"}) {
            assertThat(day(text)).as(text).isEqualTo(Rfc3339.INVALID);
        }
    }

    /** With other characters around it, because the parser's buffer has them too. */
    private static long parse(String text) {
        return Rfc3339.epochMilli(("99" + text + "99").toCharArray(), 2, text.length());
    }

    private static long day(String text) {
        return Rfc3339.epochDay(("99" + text + "99").toCharArray(), 2, text.length());
    }
}
