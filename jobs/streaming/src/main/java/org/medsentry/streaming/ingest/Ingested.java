package org.medsentry.streaming.ingest;

import org.medsentry.schemas.document.DeadLetter;

/**
 * What became of one record of an input topic: exactly one of the two is set. Sources emit it so that event time is known
 * inside the source (a watermark per partition) while a bad record still travels on as a dead letter.
 */
public record Ingested<T>(T record, DeadLetter deadLetter) {

    public static <T> Ingested<T> good(T record) {
        return new Ingested<>(record, null);
    }

    public static <T> Ingested<T> bad(DeadLetter deadLetter) {
        return new Ingested<>(null, deadLetter);
    }
}
