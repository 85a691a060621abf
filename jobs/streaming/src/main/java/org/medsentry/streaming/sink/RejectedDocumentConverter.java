package org.medsentry.streaming.sink;

import java.io.Serializable;

/**
 * Turns a document that Elasticsearch refuses into another document that says so. It is written through the same sink and checkpoints, so it is as
 * durable as the rest; if it is refused as well, that is logged and counted, and not tried again.
 */
@FunctionalInterface
public interface RejectedDocumentConverter extends Serializable {
    BulkOperation convert(BulkOperation rejected, Rejection rejection);
}
