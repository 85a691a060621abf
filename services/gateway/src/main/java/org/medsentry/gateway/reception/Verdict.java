package org.medsentry.gateway.reception;

/** What the contract says of one record. */
public sealed interface Verdict {

    /**
     * A record that may go to Kafka.
     *
     * @param key on its topic
     * @param value the record without personal data
     */
    record Good(String eventId, int version, byte[] key, byte[] value) implements Verdict {}

    /** A record that may not. @param eventId null where it could not be told */
    record Bad(String eventId, RefusalReason reason, String pointer, String message) implements Verdict {}
}
