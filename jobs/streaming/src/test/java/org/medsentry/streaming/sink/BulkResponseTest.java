package org.medsentry.streaming.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.streaming.sink.BulkItem.Verdict;

class BulkResponseTest {

    @Test
    void readsStatusAndErrorOfEachItem() throws Exception {
        List<BulkItem> items = BulkResponse.parse(bytes("""
                        {"took":3,"errors":true,"ingest_took":{"a":[1]},"items":[
                          {"index":{"_index":"a","_id":"1","_shards":{"total":1},"status":201}},
                          {"create":{"status":400,"error":{"type":"document_parsing_exception","reason":"no",
                            "caused_by":{"type":"other","reason":"other"}}}}]}
                        """), 2);
        assertThat(items)
                .containsExactly(
                        new BulkItem(201, null), new BulkItem(400, new BulkError("document_parsing_exception", "no")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"items\":[]}",
                "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":201}}]}",
                "{\"items\":[{\"index\":{}}]}",
                "{\"items\":[{\"index\":{\"status\":201}}",
                "{\"items\":[201]}"
            })
    void doesNotTakeAnythingElseForAnAnswer(String body) {
        assertThatThrownBy(() -> BulkResponse.parse(bytes(body), 1)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200,WRITTEN",
        "201,WRITTEN",
        "409,CONFLICT",
        "429,OVERLOADED",
        "500,UNAVAILABLE",
        "503,UNAVAILABLE",
        "400,REJECTED",
        "403,REJECTED",
        "404,REJECTED",
        "413,REJECTED",
        "302,UNAVAILABLE"
    })
    void judgesByStatus(int status, Verdict verdict) {
        assertThat(new BulkItem(status, null).verdict()).isEqualTo(verdict);
    }

    @Test
    void readsTheErrorOfARequest() {
        assertThat(BulkResponse.error(
                        bytes("{\"error\":{\"root_cause\":[{\"type\":\"a\"}],\"type\":\"b\",\"reason\":\"c\"}}")))
                .contains(new BulkError("b", "c"));
        assertThat(BulkResponse.error(bytes("{\"error\":\"text\"}"))).isEmpty();
        assertThat(BulkResponse.error(bytes("<html>"))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
