package org.medsentry.rules;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in parameters ({@code 72 h}, {@code 15 days}) and read them in explanations. */
final class DurationText {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?([a-z]+)");
    private static final Map<String, Duration> UNITS = Map.ofEntries(
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("second", Duration.ofSeconds(1)),
            Map.entry("seconds", Duration.ofSeconds(1)),
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("minute", Duration.ofMinutes(1)),
            Map.entry("minutes", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("hours", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("day", Duration.ofDays(1)),
            Map.entry("days", Duration.ofDays(1)));

    private static final long[] SECONDS = {86_400, 3_600, 60, 1};
    private static final int SHOWN_UNITS = 2;

    private DurationText() {}

    static Optional<Duration> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(UNITS.get(matcher.group(2)))
                .map(unit -> unit.multipliedBy(Long.parseLong(matcher.group(1))));
    }

    /** The two largest units that are not zero; up to two days stay hours, as deadlines are spoken of. */
    static String format(Duration duration, Language language) {
        long seconds = duration.abs().getSeconds();
        StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
        int shown = 0;
        for (int unit = seconds < 2 * SECONDS[0] ? 1 : 0; unit < SECONDS.length && shown < SHOWN_UNITS; unit++) {
            long count = seconds / SECONDS[unit];
            if (count > 0) {
                text.append(shown == 0 ? "" : " ").append(count).append(' ').append(language.unit(unit, count));
                seconds -= count * SECONDS[unit];
                shown++;
            }
        }
        return shown == 0 ? "0 " + language.unit(SECONDS.length - 1, 0) : text.toString();
    }
}
