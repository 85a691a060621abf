package org.medsentry.gateway.reception;

import org.medsentry.schemas.document.DeadLetterReason;

/** Why a record, or what is left of a body, was not taken. The first seven are the jobs' own reasons, by the same names. */
public enum RefusalReason {
    TOO_LARGE,
    MALFORMED_JSON,
    NOT_AN_OBJECT,
    MISSING_FIELD,
    WRONG_TYPE,
    CONSTRAINT,
    TIME_OUT_OF_RANGE,
    /** The record names another source than the key is bound to. */
    SOURCE_MISMATCH,
    /** From here on the body cannot be read. */
    BODY_UNREADABLE,
    /** From here on the body is larger than the gateway takes. */
    BODY_TOO_LARGE,
    /** From here on the body came too slowly. */
    BODY_TOO_SLOW,
    /** From here on the body holds more records than one request may. */
    TOO_MANY_RECORDS,
    /** Kafka did not acknowledge it in time; to be sent again with the same id. */
    NOT_ACKNOWLEDGED;

    /** The reason of a decoder. */
    public static RefusalReason of(DeadLetterReason reason) {
        return switch (reason) {
            case TOO_LARGE -> TOO_LARGE;
            case MALFORMED_JSON -> MALFORMED_JSON;
            case NOT_AN_OBJECT -> NOT_AN_OBJECT;
            case MISSING_FIELD -> MISSING_FIELD;
            case WRONG_TYPE -> WRONG_TYPE;
            case CONSTRAINT -> CONSTRAINT;
            case TIME_OUT_OF_RANGE -> TIME_OUT_OF_RANGE;
            case INVALID_RULE, REJECTED_BY_INDEX ->
                throw new IllegalArgumentException(reason + " is no reason of a decoder");
        };
    }
}
