package org.medsentry.schemas.document;

/** Why a record could not be judged. */
public enum DeadLetterReason {
    /** Longer than 64 KiB. */
    TOO_LARGE,
    /** No well-formed UTF-8 JSON. */
    MALFORMED_JSON,
    /** Well-formed, but not a JSON object. */
    NOT_AN_OBJECT,
    /** A required field is missing or null. */
    MISSING_FIELD,
    /** A field has another JSON type than the schema says. */
    WRONG_TYPE,
    /** A value breaks a constraint: length, range, pattern, enumeration. */
    CONSTRAINT,
    /** A time lies before 2000 or too far behind the broker's clock. */
    TIME_OUT_OF_RANGE,
    /** A rule that does not pass its check. */
    INVALID_RULE,
    /** Elasticsearch refuses the document. */
    REJECTED_BY_INDEX
}
