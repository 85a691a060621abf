package org.medsentry.streaming.sink;

/**
 * What Elasticsearch says about one operation of a bulk request.
 *
 * @param error null if there is none
 */
record BulkItem(int status, BulkError error) {

    /** What follows from an item's status. */
    enum Verdict {
        WRITTEN,
        /** The document, or a newer revision of it, is there already: as good as written. */
        CONFLICT,
        /** Elasticsearch is busy. */
        OVERLOADED,
        /** Elasticsearch cannot do it now. */
        UNAVAILABLE,
        /** The document itself, or the right to write it, is at fault: asking again would not help. */
        REJECTED
    }

    Verdict verdict() {
        if (status >= 200 && status < 300) {
            return Verdict.WRITTEN;
        }
        return switch (status) {
            case 409 -> Verdict.CONFLICT;
            case 429 -> Verdict.OVERLOADED;
            default -> status >= 400 && status < 500 ? Verdict.REJECTED : Verdict.UNAVAILABLE;
        };
    }

    Rejection rejection() {
        return error == null
                ? new Rejection(status, "unknown", "")
                : new Rejection(status, error.type(), error.reason());
    }
}
