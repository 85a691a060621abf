package org.medsentry.streaming.sink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Options of an {@link ElasticsearchSink}. Only the hosts have no default. Limits are per parallel instance of the sink. */
public final class ElasticsearchSinkBuilder<T> {
    private static final int DEFAULT_BATCH_SIZE = 500;
    private static final long DEFAULT_BATCH_BYTES = 5L << 20;
    private static final int DEFAULT_IN_FLIGHT = 2;
    private static final int DEFAULT_BUFFERED_OPERATIONS = 10_000;
    private static final long DEFAULT_BUFFERED_BYTES = 64L << 20;

    private final DocumentConverter<T> converter;
    private List<String> hosts = List.of();
    private ElasticsearchAuthentication authentication = ElasticsearchAuthentication.none();
    private String certificateAuthority;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private int maxBatchSize = DEFAULT_BATCH_SIZE;
    private long maxBatchBytes = DEFAULT_BATCH_BYTES;
    private int maxInFlightRequests = DEFAULT_IN_FLIGHT;
    private int maxBufferedOperations = DEFAULT_BUFFERED_OPERATIONS;
    private long maxBufferedBytes = DEFAULT_BUFFERED_BYTES;
    private Duration maxTimeInBuffer = Duration.ofMillis(200);
    private BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private final LinkedHashMap<String, String> indexTemplates = new LinkedHashMap<>();
    private RejectedDocumentConverter rejectedDocuments;

    ElasticsearchSinkBuilder(DocumentConverter<T> converter) {
        this.converter = Objects.requireNonNull(converter, "converter");
    }

    /** Of the form {@code http(s)://HOST:PORT}, with a path behind it if a proxy wants one (the same for all). */
    public ElasticsearchSinkBuilder<T> hosts(List<String> urls) {
        this.hosts = List.copyOf(urls);
        return this;
    }

    /** Default: none. */
    public ElasticsearchSinkBuilder<T> authentication(ElasticsearchAuthentication credentials) {
        this.authentication = credentials;
        return this;
    }

    /** A PEM file with the certificates to trust, readable at this path on every task manager. Default: those that the JVM trusts. */
    public ElasticsearchSinkBuilder<T> certificateAuthority(Path pemFile) {
        this.certificateAuthority = pemFile.toString();
        return this;
    }

    /** Default 5 s. */
    public ElasticsearchSinkBuilder<T> connectTimeout(Duration timeout) {
        this.connectTimeout = timeout;
        return this;
    }

    /** After which a request that is not answered is given up and sent again. Default 30 s. */
    public ElasticsearchSinkBuilder<T> requestTimeout(Duration timeout) {
        this.requestTimeout = timeout;
        return this;
    }

    /** The most operations in a request. Default 500. */
    public ElasticsearchSinkBuilder<T> maxBatchSize(int operations) {
        this.maxBatchSize = operations;
        return this;
    }

    /** The most bytes in a request, unless a single operation is larger. Default 5 MiB. */
    public ElasticsearchSinkBuilder<T> maxBatchBytes(long bytes) {
        this.maxBatchBytes = bytes;
        return this;
    }

    /** The most requests at the same time. Default 2. */
    public ElasticsearchSinkBuilder<T> maxInFlightRequests(int requests) {
        this.maxInFlightRequests = requests;
        return this;
    }

    /** How many operations may wait, in flight or not, before the sink takes no more input: what an outage may pile up without back-pressure. Default 10,000. */
    public ElasticsearchSinkBuilder<T> maxBufferedOperations(int operations) {
        this.maxBufferedOperations = operations;
        return this;
    }

    /** The same in bytes of heap and of checkpoint. Default 64 MiB. */
    public ElasticsearchSinkBuilder<T> maxBufferedBytes(long bytes) {
        this.maxBufferedBytes = bytes;
        return this;
    }

    /** How long an operation may wait for its request to become full. Default 200 ms. */
    public ElasticsearchSinkBuilder<T> maxTimeInBuffer(Duration time) {
        this.maxTimeInBuffer = time;
        return this;
    }

    /** The wait after a failure, doubled with each further one up to the longest. Default 200 ms to 10 s. */
    public ElasticsearchSinkBuilder<T> backOff(Duration shortest, Duration longest) {
        this.backOff = new BackOff(shortest, longest);
        return this;
    }

    /** Composable index templates by name, as JSON, that are put before the first document is written. A template that is refused fails the job. */
    public ElasticsearchSinkBuilder<T> indexTemplates(Map<String, String> templates) {
        this.indexTemplates.putAll(templates);
        return this;
    }

    /** What to write about a document that Elasticsearch refuses. Without it such a document is only logged and counted. */
    public ElasticsearchSinkBuilder<T> rejectedDocuments(RejectedDocumentConverter deadLetters) {
        this.rejectedDocuments = deadLetters;
        return this;
    }

    /** @throws IllegalArgumentException if the options do not fit together */
    public ElasticsearchSink<T> build() {
        ElasticsearchConnection connection = new ElasticsearchConnection(
                hosts, authentication, certificateAuthority, connectTimeout, requestTimeout);
        WriterSettings settings = new WriterSettings(
                maxBatchSize,
                maxBatchBytes,
                maxInFlightRequests,
                maxBufferedOperations,
                maxBufferedBytes,
                maxTimeInBuffer,
                requestTimeout,
                backOff,
                indexTemplates,
                rejectedDocuments);
        DocumentConverter<T> documents = converter;
        return new ElasticsearchSink<>((element, context) -> documents.convert(element), connection, settings);
    }
}
