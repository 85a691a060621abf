package org.medsentry.schemas.codec;

import java.time.Duration;
import java.time.Instant;
import org.medsentry.schemas.document.DeadLetterReason;

/** Which times of a record can be true, seen from the broker that took it. */
final class TimeBounds {
    /** The start of 2000-01-01 in Asia/Shanghai: no system that feeds this one is older. */
    static final Instant EARLIEST = Instant.parse("1999-12-31T16:00:00Z");

    /** How far a sender's clock may be ahead of the broker's. */
    static final Duration TOLERANCE = Duration.ofMinutes(10);

    private TimeBounds() {}

    static void checkNotBefore2000(Instant time, String pointer) throws RecordException {
        if (time.isBefore(EARLIEST)) {
            throw new RecordException(
                    DeadLetterReason.TIME_OUT_OF_RANGE, pointer, pointer + " must not lie before 2000-01-01 (UTC+8)");
        }
    }

    static void checkNotAhead(Instant time, Instant receivedAt, String pointer) throws RecordException {
        if (time.isAfter(receivedAt.plus(TOLERANCE))) {
            throw new RecordException(
                    DeadLetterReason.TIME_OUT_OF_RANGE,
                    pointer,
                    pointer + " must not be later than 10 minutes after the broker took the record");
        }
    }
}
