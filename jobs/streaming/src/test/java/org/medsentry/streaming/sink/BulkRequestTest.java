package org.medsentry.streaming.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.streaming.sink.ElasticsearchTransport.Request;

class BulkRequestTest {

    @Test
    void writesALineForEachActionAndForEachDocument() {
        Request request = BulkRequest.of(
                List.of(
                        BulkOperation.index("alerts", "a\"1\n", 7, bytes("{\"name\":\"板蓝根\"}")),
                        BulkOperation.create("dead-letters", "2", bytes("{\n  \"b\" : \"\\n\"\r\n}"))),
                Duration.ofSeconds(10));
        assertThat(new String(request.body(), StandardCharsets.UTF_8).split("\n", -1))
                .containsExactly(
                        "{\"index\":{\"_index\":\"alerts\",\"_id\":\"a\\\"1\\n\",\"version\":7,\"version_type\":\"external_gte\"}}",
                        "{\"name\":\"板蓝根\"}",
                        "{\"create\":{\"_index\":\"dead-letters\",\"_id\":\"2\"}}",
                        "{   \"b\" : \"\\n\"  }",
                        "");
        assertThat(request.parameters()).containsEntry("timeout", "10000ms");
    }

    @Test
    void isAboutAsLargeAsItsOperationsSay() {
        List<BulkOperation> operations = List.of(
                BulkOperation.index("medsentry-alerts-2026.11", "x".repeat(36), 12, bytes("{}")),
                BulkOperation.create("medsentry-signals-2026.11", "x".repeat(36), bytes("{}")));
        int said = operations.stream().mapToInt(BulkOperation::sizeInBytes).sum();
        assertThat(BulkRequest.of(operations, Duration.ofSeconds(1)).body().length)
                .isBetween(said * 3 / 4, said);
    }

    @Test
    void doesNotPrintContent() {
        BulkOperation operation = BulkOperation.create("things", "1", bytes("{\"phone\":\"13800000000\"}"));
        assertThat(operation.toString()).contains("things/1").doesNotContain("13800000000");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
