package org.medsentry.gateway.body;

import java.io.IOException;
import org.medsentry.gateway.reception.RefusalReason;

/** The body cannot be read on; what came before it can be used. The message holds nothing of the body. */
public final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    public BodyException(RefusalReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RefusalReason reason() {
        return reason;
    }

    /** Where not one record could be told apart. */
    public int httpStatus() {
        return switch (reason) {
            case BODY_TOO_LARGE, TOO_LARGE, TOO_MANY_RECORDS -> 413;
            case BODY_TOO_SLOW -> 408;
            case BODY_UNREADABLE,
                    MALFORMED_JSON,
                    NOT_AN_OBJECT,
                    MISSING_FIELD,
                    WRONG_TYPE,
                    CONSTRAINT,
                    TIME_OUT_OF_RANGE,
                    SOURCE_MISMATCH,
                    NOT_ACKNOWLEDGED -> 400;
        };
    }
}
