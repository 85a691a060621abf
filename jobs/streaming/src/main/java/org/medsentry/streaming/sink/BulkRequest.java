package org.medsentry.streaming.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.medsentry.streaming.sink.ElasticsearchTransport.Request;

/** Writes operations as the body of a bulk request: one line for the action, one for the document. */
final class BulkRequest {
    static final String PATH = "/_bulk";

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final String ANSWER_FIELDS = "errors,items.*.status,items.*.error.type,items.*.error.reason";

    private BulkRequest() {}

    /**
     * @param shardTimeout how long Elasticsearch may wait for an unavailable shard; must be well under the time-out of the request, else one such shard
     *     fails the whole request rather than its own items
     */
    static Request of(List<BulkOperation> operations, Duration shardTimeout) {
        Map<String, String> parameters =
                Map.of("filter_path", ANSWER_FIELDS, "timeout", shardTimeout.toMillis() + "ms");
        return new Request("POST", PATH, parameters, "application/x-ndjson", body(operations));
    }

    private static byte[] body(List<BulkOperation> operations) {
        int size = operations.stream().mapToInt(BulkOperation::sizeInBytes).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        try {
            for (BulkOperation operation : operations) {
                writeAction(operation, out);
                out.write('\n');
                writeOnOneLine(operation.source(), out);
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writeAction(BulkOperation operation, ByteArrayOutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            switch (operation.action()) {
                case INDEX_WITH_EXTERNAL_VERSION -> {
                    writeTarget("index", operation, json);
                    json.writeNumberField("version", operation.version());
                    json.writeStringField("version_type", "external_gte");
                }
                case CREATE -> writeTarget("create", operation, json);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void writeTarget(String action, BulkOperation operation, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(action);
        json.writeStringField("_index", operation.index());
        json.writeStringField("_id", operation.id());
    }

    /** A line break in JSON is always between tokens, where a space means the same. */
    private static void writeOnOneLine(byte[] source, ByteArrayOutputStream out) {
        int from = 0;
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '\n' || source[i] == '\r') {
                out.write(source, from, i - from);
                out.write(' ');
                from = i + 1;
            }
        }
        out.write(source, from, source.length - from);
    }
}
