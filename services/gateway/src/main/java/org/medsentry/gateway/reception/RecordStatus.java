package org.medsentry.gateway.reception;

/** What became of a record. */
public enum RecordStatus {
    /** It is in Kafka, on every replica in sync. */
    ACCEPTED,
    /** An earlier record of the same request has its id (and version) and stands for it. */
    DUPLICATE,
    /** It breaks the contract; sending it again changes nothing. */
    REJECTED,
    /** Kafka did not acknowledge it in time. It may be there or not; to be sent again with the same id. */
    UNAVAILABLE
}
