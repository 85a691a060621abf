package org.medsentry.schemas.codec;

import org.medsentry.schemas.document.DeadLetterReason;

/**
 * Why a record cannot be judged. It is an expected outcome of decoding, one per bad record, so it carries no stack trace;
 * and it ends in logs and dead letters, so its message names the field and the rule that was broken but never a value of
 * the record.
 */
public final class RecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final DeadLetterReason reason;
    private final String pointer;

    /**
     * @param pointer JSON pointer (RFC 6901) to the field at fault, that of the missing field itself where one is missing;
     *     empty for the whole record
     * @param message for people; must not hold any value of the record
     */
    public RecordException(DeadLetterReason reason, String pointer, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.pointer = pointer;
    }

    public DeadLetterReason reason() {
        return reason;
    }

    /** JSON pointer (RFC 6901) to the field at fault; empty for the whole record. */
    public String pointer() {
        return pointer;
    }
}
