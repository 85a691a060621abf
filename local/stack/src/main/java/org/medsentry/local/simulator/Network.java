package org.medsentry.local.simulator;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A smart pharmacy network: who it is, what of a buyer it sends, and when.
 *
 * @param source its name in records
 */
record Network(String source, Upload upload, Identity identity, boolean writesUtc) {

    enum Upload {
        /** Seconds after the sale, now and then some minutes. */
        AT_ONCE,
        /** The whole day shortly before midnight, sales after that the next night. */
        AT_NIGHT
    }

    enum Identity {
        /** Identity number, phone, name. */
        FULL,
        /** Identity number only. */
        NUMBER,
        /** A pseudonym that the network made itself. */
        TOKEN
    }

    private static final LocalTime NIGHTLY_UPLOAD = LocalTime.of(23, 20);
    private static final int UPLOAD_SECONDS = 1_500;

    /** When a sale of this second reaches the broker. */
    Instant sends(Instant soldAt, ZoneId zone, SeededRandom random) {
        return switch (upload) {
            case AT_ONCE -> soldAt.plusSeconds(random.chance(0.03) ? random.between(60, 240) : random.between(1, 20));
            case AT_NIGHT -> nextUpload(soldAt, zone).plusSeconds(random.between(0, UPLOAD_SECONDS));
        };
    }

    private static Instant nextUpload(Instant soldAt, ZoneId zone) {
        ZonedDateTime sold = soldAt.atZone(zone);
        ZonedDateTime upload = sold.with(NIGHTLY_UPLOAD);
        return (upload.isBefore(sold) ? upload.plusDays(1) : upload).toInstant();
    }
}
