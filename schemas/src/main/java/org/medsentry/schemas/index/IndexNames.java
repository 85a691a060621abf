package org.medsentry.schemas.index;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.medsentry.schemas.codec.DefaultZone;

/**
 * Which Elasticsearch index a document lives in: one a month, named by the month of a time that never changes for the
 * document, so that every later write meets the same one. Reading goes through the aliases without the month.
 */
public final class IndexNames {
    public static final String ALERTS = "medsentry-alerts";
    public static final String SIGNALS = "medsentry-signals";
    public static final String DEAD_LETTERS = "medsentry-dead-letters";

    /** Who did and saw what in the console. */
    public static final String AUDIT = "medsentry-audit";

    /** What the console remembers of its users: one index, not one a month. */
    public static final String CONSOLE_STATE = "medsentry-console-state";

    private static final IndexNames DEFAULT = new IndexNames(DefaultZone.SHANGHAI);

    private final ZoneId zone;

    private IndexNames(ZoneId zone) {
        this.zone = zone;
    }

    /** Names whose months begin at midnight of this zone; the static methods use Asia/Shanghai. */
    public static IndexNames withZone(ZoneId zone) {
        return new IndexNames(zone);
    }

    /** {@code medsentry-alerts-YYYY.MM}, by the time of the event that opened the alert. */
    public static String alert(Instant openingEventTime) {
        return DEFAULT.of(ALERTS, openingEventTime);
    }

    /** {@code medsentry-signals-YYYY.MM}, by the time of the signal's last event. */
    public static String signal(Instant lastEventAt) {
        return DEFAULT.of(SIGNALS, lastEventAt);
    }

    /** {@code medsentry-dead-letters-YYYY.MM}, by the time the broker took the record. */
    public static String deadLetter(Instant receivedAt) {
        return DEFAULT.of(DEAD_LETTERS, receivedAt);
    }

    /** {@code medsentry-audit-YYYY.MM}, by the time it happened. */
    public static String audit(Instant at) {
        return DEFAULT.of(AUDIT, at);
    }

    /**
     * The index behind an alias for a document of this time.
     *
     * @param alias one of {@link #ALERTS}, {@link #SIGNALS}, {@link #DEAD_LETTERS}, {@link #AUDIT}
     */
    public String of(String alias, Instant time) {
        ZonedDateTime local = time.atZone(zone);
        return String.format(Locale.ROOT, "%s-%04d.%02d", alias, local.getYear(), local.getMonthValue());
    }
}
