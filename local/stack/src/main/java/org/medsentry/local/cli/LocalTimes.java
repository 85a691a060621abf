package org.medsentry.local.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.flink.util.TimeUtils;

/** Times as a terminal shows and takes them. */
final class LocalTimes {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssXXX").withZone(ZoneId.systemDefault());

    private LocalTimes() {}

    static String format(Instant time) {
        return time == null ? null : FORMAT.format(time);
    }

    /**
     * A moment: RFC 3339, or a duration back from now such as {@code 2h}.
     *
     * @throws CommandException if it is neither
     */
    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return Instant.now().minus(duration(text));
        }
    }

    private static Duration duration(String text) {
        try {
            return TimeUtils.parseDuration(text);
        } catch (IllegalArgumentException noDuration) {
            throw new CommandException(
                    "'" + text + "' is neither a time like 2026-03-01T08:00:00+08:00 nor a duration like 2h");
        }
    }
}
