package org.medsentry.streaming.sink;

/**
 * What Elasticsearch calls an error.
 *
 * @param reason may quote a value of the document, so it does not belong in a log
 */
record BulkError(String type, String reason) {}
