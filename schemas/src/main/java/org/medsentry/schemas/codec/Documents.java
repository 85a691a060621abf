package org.medsentry.schemas.codec;

import java.time.ZoneId;

/**
 * Writes and reads the documents of the contracts: signals, alerts, sightings, dead letters, late records, rule publications,
 * reference rows, and the records of the streams in their pseudonymised form. Field names are those of the records in camelCase (a
 * recall's class is {@code class}), nulls are left out, enumerations are names, and times are RFC 3339 in milliseconds. The
 * same document always gives the same bytes. Thread-safe.
 *
 * <p>Times are written with the offset of Asia/Shanghai; {@link #withZone} gives the same for another zone. In which zone a
 * document was written makes no difference to reading it.
 */
public final class Documents {
    private static final DocumentFormat DEFAULT = withZone(DefaultZone.SHANGHAI);

    private Documents() {}

    /** The format of all documents, with times at the offset of this zone. */
    public static DocumentFormat withZone(ZoneId zone) {
        return new DocumentFormat(zone);
    }

    /** One JSON object in UTF-8 on one line. */
    public static byte[] toJson(Object document) {
        return DEFAULT.toJson(document);
    }

    /** One JSON object on one line. */
    public static String toJsonText(Object document) {
        return DEFAULT.toJsonText(document);
    }

    /**
     * Reads what {@link #toJson} wrote. Fields that this version does not know are skipped; missing lists are empty, other
     * missing fields null, 0 or false.
     *
     * @throws IllegalArgumentException if the bytes are no such document; the message holds no value of it
     */
    public static <T> T fromJson(byte[] json, Class<T> type) {
        return DEFAULT.fromJson(json, type);
    }
}
