package org.medsentry.streaming.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes a stream to Elasticsearch (8, 9) or OpenSearch, at least once and idempotently, hence each document exactly once. What can go wrong:
 *
 * <table>
 * <caption>The failure table</caption>
 * <tr><td>an operation is answered with 409</td><td>success: the document or a newer revision is there</td></tr>
 * <tr><td>with 429 or 5xx</td><td>this operation is sent again, with back-off</td></tr>
 * <tr><td>with another 4xx</td><td>it becomes a dead letter, written through this same sink</td></tr>
 * <tr><td>a dead letter is refused</td><td>logged without content, counted and dropped; sent again if only a right or an index is missing</td></tr>
 * <tr><td>a request is refused because of one operation (413, or invalid)</td><td>it is halved until that operation is alone</td></tr>
 * <tr><td>a request fails in any other way, or is not answered in time</td><td>it is sent again, with back-off and back-pressure, for as long as it
 * takes; checkpoints go on until the buffer is full</td></tr>
 * </table>
 *
 * <p>A job that must survive a longer outage than its checkpoint time-out has to tolerate failed checkpoints: with a full buffer a barrier does not
 * get through.
 */
public final class ElasticsearchSink<T> extends AsyncSinkBase<T, BulkOperation> {
    private static final long serialVersionUID = 1L;

    private final ElasticsearchConnection connection;
    private final WriterSettings settings;

    ElasticsearchSink(
            ElementConverter<T, BulkOperation> converter, ElasticsearchConnection connection, WriterSettings settings) {
        super(
                converter,
                settings.maxBatchSize(),
                settings.maxInFlightRequests(),
                settings.maxBufferedOperations(),
                settings.maxBatchBytes(),
                settings.maxTimeInBuffer().toMillis(),
                settings.maxBatchBytes());
        this.connection = connection;
        this.settings = settings;
    }

    /** @param converter says which document an element becomes */
    public static <T> ElasticsearchSinkBuilder<T> builder(DocumentConverter<T> converter) {
        return new ElasticsearchSinkBuilder<>(converter);
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<BulkOperation>> createWriter(WriterInitContext context)
            throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<BulkOperation>> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<BulkOperation>> recoveredState)
            throws IOException {
        getElementConverter().open(context);
        return new ElasticsearchWriter<>(
                getElementConverter(),
                settings,
                new RestClientTransport(connection, settings.maxInFlightRequests()),
                context.getMailboxExecutor(),
                context.getProcessingTimeService(),
                RandomGenerator.getDefault(),
                new WriterMetrics(context.metricGroup()),
                recoveredState);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<BulkOperation>> getWriterStateSerializer() {
        return new BulkOperationStateSerializer();
    }
}
