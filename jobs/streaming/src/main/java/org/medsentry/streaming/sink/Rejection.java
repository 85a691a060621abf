package org.medsentry.streaming.sink;

/**
 * Why Elasticsearch will never take a document.
 *
 * @param status the HTTP status of the item, for example 400
 * @param type the kind of error, for example {@code document_parsing_exception}
 * @param reason the message; it may quote a value of the document, so it does not belong in a log
 */
public record Rejection(int status, String type, String reason) {

    /** Whether a right, or an index, is missing: the document is not at fault and somebody can mend it. */
    boolean isAboutPermission() {
        return status == 401 || status == 403 || status == 404;
    }
}
