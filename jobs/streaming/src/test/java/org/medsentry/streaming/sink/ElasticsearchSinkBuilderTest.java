package org.medsentry.streaming.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchSinkBuilderTest {

    @Test
    void buildsASinkThatTravels() {
        ElasticsearchSink<String> sink = builder()
                .hosts(List.of("https://a.example.org:9200", "https://b.example.org:9200"))
                .rejectedDocuments((rejected, rejection) -> BulkOperation.create("x", rejected.id(), rejected.source()))
                .build();
        assertThat(InstantiationUtil.isSerializable(sink)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9200", "localhost", "http://localhost", "ftp://localhost:9200", "http://:9200"})
    void doesNotGuessAddresses(String host) {
        assertThatThrownBy(() -> builder().hosts(List.of(host)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host);
    }

    @Test
    void refusesOptionsThatDoNotFitTogether() {
        assertThatThrownBy(() -> builder().build()).hasMessageContaining("no Elasticsearch host");
        assertThatThrownBy(() -> local().maxBatchSize(0).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> local().maxBufferedOperations(10).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> local().maxBufferedBytes(10).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> local().requestTimeout(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsSecretsOutOfSight() {
        ElasticsearchAuthentication key = ElasticsearchAuthentication.apiKey("c2VjcmV0");
        ElasticsearchAuthentication basic = ElasticsearchAuthentication.basic("medsentry", "secret");
        assertThat(key.header()).contains("ApiKey c2VjcmV0");
        assertThat(key.toString()).doesNotContain("c2VjcmV0");
        assertThat(basic.header()).contains("Basic bWVkc2VudHJ5OnNlY3JldA==");
        assertThat(basic.toString()).doesNotContain("secret");
        assertThat(ElasticsearchAuthentication.none().header()).isEmpty();
    }

    private static ElasticsearchSinkBuilder<String> local() {
        return builder().hosts(List.of("http://127.0.0.1:9200"));
    }

    private static ElasticsearchSinkBuilder<String> builder() {
        return ElasticsearchSink.builder(element -> BulkOperation.create("things", element, new byte[0]));
    }
}
