package org.medsentry.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * An hour of the month, the first and last perhaps cut short: the piece that is simulated at once, which is what keeps memory
 * bounded.
 *
 * @param prefix what the numbers of records begin with that come into being here
 */
record Slot(int index, Instant from, Instant until, ZonedDateTime hour, String prefix) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    static Slot of(SimulationSettings settings, int index) {
        ZonedDateTime hour = settings.start()
                .atZone(settings.zone())
                .truncatedTo(ChronoUnit.HOURS)
                .plusHours(index);
        Instant from = later(settings.start(), hour.toInstant());
        Instant until = earlier(settings.end(), hour.plusHours(1).toInstant());
        String prefix = DAY.format(hour.toLocalDate()) + '-' + Digits.of(index, 4) + '-';
        return new Slot(index, from, until, hour, prefix);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    boolean isEmpty() {
        return !from.isBefore(until);
    }

    /** The share of a mean day's trade that falls into this piece. */
    double share(DailyRhythm rhythm) {
        double whole = Duration.between(from, until).toMillis() / 3_600_000.0;
        return rhythm.share(hour.getDayOfWeek(), hour.getHour()) * whole;
    }

    Instant anySecond(SeededRandom random) {
        return from.plusSeconds(random.between(
                0L, Math.max(0, Duration.between(from, until).toSeconds() - 1)));
    }

    /** A number that no other record of the stream bears. */
    String eventId(int number) {
        return prefix + Digits.of(number, 6);
    }

    /** A number that no other package of the stream bears; at most 11 digits. */
    long serial(int number) {
        return index * 1_000_000L + number;
    }
}
