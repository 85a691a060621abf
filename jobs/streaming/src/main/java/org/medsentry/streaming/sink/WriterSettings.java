package org.medsentry.streaming.sink;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * How a writer behaves; the sink's builder documents each value. Limits are per writer, that is per parallel instance of the sink.
 *
 * @param rejectedDocuments null if nothing is to be written about a rejected document
 */
record WriterSettings(
        int maxBatchSize,
        long maxBatchBytes,
        int maxInFlightRequests,
        int maxBufferedOperations,
        long maxBufferedBytes,
        Duration maxTimeInBuffer,
        Duration requestTimeout,
        BackOff backOff,
        LinkedHashMap<String, String> indexTemplates,
        RejectedDocumentConverter rejectedDocuments)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int SHARD_TIMEOUT_SHARE = 3;

    WriterSettings {
        require(maxBatchSize > 0, "a batch must hold at least one operation");
        require(maxBatchBytes > 0, "a batch must hold at least one byte");
        require(maxInFlightRequests > 0, "at least one request must be allowed in flight");
        require(maxBufferedOperations >= maxBatchSize, "the buffer must hold at least one batch of operations");
        require(maxBufferedBytes >= maxBatchBytes, "the buffer must hold at least one batch of bytes");
        require(maxTimeInBuffer.toMillis() > 0, "the time in the buffer must be at least 1 ms");
        indexTemplates = new LinkedHashMap<>(indexTemplates);
    }

    /** How long Elasticsearch may wait for a shard, so that its answer comes before we give up. */
    Duration shardTimeout() {
        return requestTimeout.dividedBy(SHARD_TIMEOUT_SHARE);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
