package org.medsentry.streaming.sink;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the writer needs of an HTTP client, so that tests can be the other side. */
interface ElasticsearchTransport extends AutoCloseable {

    /**
     * Sends without blocking. The future completes on any thread: with an answer whatever its status, or with an exception if none came. Completing it
     * exceptionally from outside gives the request up.
     */
    CompletableFuture<Answer> send(Request request);

    @Override
    void close();

    /** One HTTP request. */
    record Request(String method, String path, Map<String, String> parameters, String contentType, byte[] body) {}

    /** One HTTP response. */
    record Answer(int status, byte[] body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }
}
