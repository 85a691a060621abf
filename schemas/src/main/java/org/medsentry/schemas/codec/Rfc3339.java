package org.medsentry.schemas.codec;

import com.ethlo.time.ITU;
import com.ethlo.time.LeapSecondException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Reads RFC 3339 date-times straight from the parser's characters, because three of them per record through a general
 * parser would cost more than the rest of the record; and writes them at the offset of a zone.
 */
final class Rfc3339 {
    /** What {@link #epochMilli} returns for text that is no date-time with an offset. */
    static final long INVALID = Long.MIN_VALUE;

    private static final int SHORTEST = "2000-01-01T00:00:00Z".length();
    private static final int LONGEST = "2000-01-01T00:00:00.000+00:00".length();
    private static final long DAY_SECONDS = 86_400;

    /** The ends of what can be written in UTC with four digits for the year; an offset may reach hours beyond. */
    private static final long EARLIEST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Rfc3339() {}

    /**
     * Milliseconds since 1970; finer fractions are cut off. Second 60 is taken where a leap second is known to have been
     * inserted, and is read as the first second of the next minute.
     *
     * @return {@link #INVALID} if the characters are not {@code YYYY-MM-DDTHH:MM:SS[.fraction](Z|+HH:MM|-HH:MM)}
     */
    static long epochMilli(char[] text, int offset, int length) {
        if (length < SHORTEST) {
            return INVALID;
        }
        int year = two(text, offset) * 100 + two(text, offset + 2);
        int month = two(text, offset + 5);
        int day = two(text, offset + 8);
        int hour = two(text, offset + 11);
        int minute = two(text, offset + 14);
        int second = two(text, offset + 17);
        if ((two(text, offset) | two(text, offset + 2) | month | day | hour | minute | second) < 0
                || text[offset + 4] != '-'
                || text[offset + 7] != '-'
                || (text[offset + 10] | 0x20) != 't'
                || text[offset + 13] != ':'
                || text[offset + 16] != ':'
                || month < 1
                || month > 12
                || day < 1
                || day > daysIn(year, month)
                || hour > 23
                || minute > 59
                || second > 60) {
            return INVALID;
        }
        int end = offset + length;
        int position = offset + 19;
        int millis = 0;
        if (text[position] == '.') {
            int scale = 100;
            int firstDigit = ++position;
            while (position < end && isDigit(text[position])) {
                millis += (text[position] - '0') * scale;
                scale /= 10;
                position++;
            }
            if (position == firstDigit) {
                return INVALID;
            }
        }
        int zoneMinutes = zoneMinutes(text, position, end);
        if (zoneMinutes == Integer.MIN_VALUE
                || (second == 60 && !isLeapSecond(new String(text, offset, length), hour, minute, zoneMinutes))) {
            return INVALID;
        }
        long seconds =
                daysSinceEpoch(year, month, day) * DAY_SECONDS + hour * 3600L + (minute - zoneMinutes) * 60L + second;
        return Math.max(EARLIEST, Math.min(LATEST, seconds * 1000 + millis));
    }

    /** Start of a plain date {@code YYYY-MM-DD} as a count of days since 1970, {@link #INVALID} if it is none. */
    static long epochDay(char[] text, int offset, int length) {
        if (length != 10 || text[offset + 4] != '-' || text[offset + 7] != '-') {
            return INVALID;
        }
        int century = two(text, offset);
        int year = two(text, offset + 2);
        int month = two(text, offset + 5);
        int day = two(text, offset + 8);
        if ((century | year | month | day) < 0 || month < 1 || month > 12 || day < 1) {
            return INVALID;
        }
        year += century * 100;
        return day > daysIn(year, month) ? INVALID : daysSinceEpoch(year, month, day);
    }

    /**
     * A time at the offset of a zone, cut to milliseconds, which are left out where they are 0. UTC where RFC 3339 cannot
     * say it at the zone's offset: local mean time has seconds in its offset, and the year 10000 has five digits.
     */
    static String format(Instant time, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(time);
        long local = time.getEpochSecond() + offset.getTotalSeconds();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(local, DAY_SECONDS));
        if (offset.getTotalSeconds() % 60 != 0 || date.getYear() < 0 || date.getYear() > 9999) {
            return zone == ZoneOffset.UTC
                    ? time.truncatedTo(ChronoUnit.MILLIS).toString()
                    : format(time, ZoneOffset.UTC);
        }
        int second = Math.floorMod(local, (int) DAY_SECONDS);
        byte[] text = new byte[LONGEST];
        two(text, 0, date.getYear() / 100);
        two(text, 2, date.getYear() % 100);
        text[4] = '-';
        two(text, 5, date.getMonthValue());
        text[7] = '-';
        two(text, 8, date.getDayOfMonth());
        text[10] = 'T';
        two(text, 11, second / 3600);
        text[13] = ':';
        two(text, 14, second / 60 % 60);
        text[16] = ':';
        two(text, 17, second % 60);
        int end = 19;
        int millis = time.getNano() / 1_000_000;
        if (millis != 0) {
            text[end++] = '.';
            text[end++] = (byte) ('0' + millis / 100);
            end = two(text, end, millis % 100);
        }
        return new String(text, 0, offset(text, end, offset), StandardCharsets.ISO_8859_1);
    }

    /** Two digits. @return the place behind them */
    private static int two(byte[] text, int place, int number) {
        text[place] = (byte) ('0' + number / 10);
        text[place + 1] = (byte) ('0' + number % 10);
        return place + 2;
    }

    private static int offset(byte[] text, int place, ZoneOffset offset) {
        int minutes = offset.getTotalSeconds() / 60;
        if (minutes == 0) {
            text[place] = 'Z';
            return place + 1;
        }
        text[place] = (byte) (minutes < 0 ? '-' : '+');
        int colon = two(text, place + 1, Math.abs(minutes) / 60);
        text[colon] = ':';
        return two(text, colon + 1, Math.abs(minutes) % 60);
    }

    private static int zoneMinutes(char[] text, int position, int end) {
        if (position == end - 1 && (text[position] | 0x20) == 'z') {
            return 0;
        }
        if (position != end - 6 || text[position + 3] != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = two(text, position + 1);
        int minutes = two(text, position + 4);
        if ((hours | minutes) < 0 || hours > 23 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return switch (text[position]) {
            case '+' -> hours * 60 + minutes;
            case '-' -> -hours * 60 - minutes;
            default -> Integer.MIN_VALUE;
        };
    }

    private static boolean isLeapSecond(String text, int hour, int minute, int zoneMinutes) {
        if (Math.floorMod(hour * 60 + minute - zoneMinutes, 1440) != 1439) {
            return false;
        }
        try {
            ITU.parseDateTime(text);
            return false;
        } catch (LeapSecondException leap) {
            return leap.isVerifiedValidLeapYearMonth();
        } catch (DateTimeException invalid) {
            return false;
        }
    }

    /** Days from 1970-01-01 in the proleptic Gregorian calendar, counted in years that start in March. */
    private static long daysSinceEpoch(int year, int month, int day) {
        int shiftedYear = month > 2 ? year : year - 1;
        int shiftedMonth = month > 2 ? month - 3 : month + 9;
        int leapDays =
                Math.floorDiv(shiftedYear, 4) - Math.floorDiv(shiftedYear, 100) + Math.floorDiv(shiftedYear, 400);
        int dayOfShiftedYear = (153 * shiftedMonth + 2) / 5 + day - 1;
        return 365L * shiftedYear + leapDays + dayOfShiftedYear - 719_468;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static int two(char[] text, int position) {
        char tens = text[position];
        char units = text[position + 1];
        return isDigit(tens) && isDigit(units) ? (tens - '0') * 10 + units - '0' : -1;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
