package org.medsentry.streaming.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.medsentry.streaming.sink.BulkOutcome.Failed;
import org.medsentry.streaming.sink.ElasticsearchTransport.Answer;
import org.medsentry.streaming.sink.ElasticsearchTransport.Request;

/**
 * The index templates that are still to be put. They come before the first document, because an index that a document creates without its template
 * has mappings that Elasticsearch guessed, for good.
 */
final class TemplateInstallation {
    private static final int BAD_REQUEST = 400;

    private final Deque<Map.Entry<String, String>> missing;

    TemplateInstallation(Map<String, String> templates) {
        this.missing = new ArrayDeque<>(templates.entrySet());
    }

    boolean isComplete() {
        return missing.isEmpty();
    }

    Request next() {
        Map.Entry<String, String> template = missing.element();
        return new Request(
                "PUT",
                "/_index_template/" + template.getKey(),
                Map.of(),
                "application/json",
                template.getValue().getBytes(StandardCharsets.UTF_8));
    }

    void installed() {
        missing.remove();
    }

    /**
     * @return what to wait out
     * @throws IllegalStateException if Elasticsearch understands the template and refuses it: waiting cannot mend that, and the job must not look well
     */
    Failed failure(Answer answer, Throwable failure) {
        if (failure == null && answer.status() == BAD_REQUEST) {
            BulkResponse.error(answer.body()).ifPresent(error -> {
                throw new IllegalStateException("Elasticsearch refuses index template "
                        + missing.element().getKey() + ": " + error.type() + ": " + error.reason());
            });
        }
        return Failed.of(answer, failure);
    }
}
