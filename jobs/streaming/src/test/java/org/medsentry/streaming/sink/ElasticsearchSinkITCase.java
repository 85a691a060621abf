package org.medsentry.streaming.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.embedded.EmbeddedElasticsearch;

/** The failure table of the sink against the real server. */
class ElasticsearchSinkITCase {
    private static final String TEMPLATE = """
            {"index_patterns":["%s*"],"template":{
              "settings":{"number_of_replicas":0,"number_of_shards":1},
              "mappings":{"dynamic":"strict","properties":{"number":{"type":"long"},"day":{"type":"date"}}}}}
            """;

    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
            .build());

    @TempDir
    static Path directory;

    private static EmbeddedElasticsearch server;
    private static TestingSearch search;

    private MiniCluster cluster;

    @BeforeAll
    static void startServer() {
        server = EmbeddedElasticsearch.builder().dataDirectory(directory).start();
        search = new TestingSearch(server.url());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void findTheCluster(@InjectMiniCluster MiniCluster miniCluster) {
        cluster = miniCluster;
    }

    @Test
    void doesNotMoveADocumentBack() throws Exception {
        long[] revisions = {1, 3, 2, 5, 4, 5};
        TestingSinkJob job = run(
                revisions.length,
                sink(number -> BulkOperation.index(
                                "versions", "a", revisions[number.intValue()], document(revisions[number.intValue()])))
                        .maxInFlightRequests(1)
                        .build());
        JsonNode document = search.document("versions", "a");
        assertThat(document.path("_version").asLong()).isEqualTo(5);
        assertThat(document.path("_source").path("number").asLong()).isEqualTo(5);
        assertThat(job.count("versionConflicts")).isEqualTo(2);
        assertThat(job.count("documentsWritten")).isEqualTo(4);
        assertThat(search.count("versions")).isOne();
    }

    @Test
    void writesOnceWhatIsCreatedTwice() throws Exception {
        TestingSinkJob job = run(
                200,
                sink(number -> BulkOperation.create("twice", Long.toString(number % 100), document(number)))
                        .build());
        assertThat(search.count("twice")).isEqualTo(100);
        assertThat(job.count("versionConflicts")).isEqualTo(100);
        assertThat(search.document("twice", "7").path("_version").asLong()).isOne();
    }

    @Test
    void turnsWhatTheMappingForbidsIntoDeadLetters() throws Exception {
        TestingSinkJob job = run(
                1000,
                sink(number -> BulkOperation.index("strict", Long.toString(number), 1, mostlyGood(number)))
                        .indexTemplates(Map.of("strict", TEMPLATE.formatted("strict")))
                        .rejectedDocuments((rejected, rejection) -> BulkOperation.create(
                                "refused",
                                rejected.id(),
                                ("{\"type\":\"" + rejection.type() + "\",\"status\":" + rejection.status() + "}")
                                        .getBytes(StandardCharsets.UTF_8)))
                        .build());
        assertThat(search.count("strict")).isEqualTo(800);
        assertThat(search.count("refused")).isEqualTo(200);
        assertThat(search.document("refused", "0").path("_source").path("type").asText())
                .isEqualTo("strict_dynamic_mapping_exception");
        assertThat(search.document("refused", "5").path("_source").path("type").asText())
                .isEqualTo("document_parsing_exception");
        assertThat(job.count("documentsRejected")).isEqualTo(200);
        assertThat(job.count("deadLettersLost")).isZero();
    }

    @Test
    void dropsADeadLetterThatIsRefusedToo() throws Exception {
        TestingSinkJob job = run(
                10,
                sink(number -> BulkOperation.index("hopeless", Long.toString(number), 1, mostlyGood(number)))
                        .indexTemplates(Map.of("hopeless", TEMPLATE.formatted("hopeless")))
                        .rejectedDocuments((rejected, rejection) ->
                                BulkOperation.create("hopeless", "dead-" + rejected.id(), rejected.source()))
                        .build());
        assertThat(search.count("hopeless")).isEqualTo(8);
        assertThat(job.count("deadLettersLost")).isEqualTo(2);
    }

    @Test
    void isolatesAnIdThatElasticsearchCallsInvalid() throws Exception {
        run(
                100,
                sink(number -> BulkOperation.index(
                                "ids", number == 42 ? "x".repeat(600) : Long.toString(number), 1, document(number)))
                        .rejectedDocuments((rejected, rejection) ->
                                BulkOperation.create("refused-ids", "too-long", document(rejection.status())))
                        .build());
        assertThat(search.count("ids")).isEqualTo(99);
        assertThat(search.document("refused-ids", "too-long")
                        .path("_source")
                        .path("number")
                        .asInt())
                .isEqualTo(400);
    }

    /** The length of the outage is {@code -Dmedsentry.test.outage.seconds}, 20 by default. */
    @Test
    void sitsOutACrashOfTheServer() throws Exception {
        Duration outage = Duration.ofSeconds(Long.getLong("medsentry.test.outage.seconds", 20));
        int perSecond = 500;
        long documents = perSecond * (outage.toSeconds() + 10);
        TestingSinkJob job = TestingSinkJob.start(
                cluster,
                METRICS,
                documents,
                perSecond,
                sink(number -> number % 2 == 0
                                ? BulkOperation.index("outage", Long.toString(number), 1, document(number))
                                : BulkOperation.create("outage", Long.toString(number), document(number)))
                        .build());
        await("some documents", () -> job.count("documentsWritten") > perSecond);

        server.kill();
        long killed = System.nanoTime();
        long checkpointsBefore = job.completedCheckpoints();
        long failuresBefore = job.count("requestFailures");
        await("the end of the outage", () -> System.nanoTime() - killed >= outage.toNanos());
        long checkpointsDuring = job.completedCheckpoints() - checkpointsBefore;
        long failuresDuring = job.count("requestFailures") - failuresBefore;
        long writtenBefore = job.count("documentsWritten");
        long buffered = job.gauge("bufferedOperations");

        server.restart();
        long back = System.nanoTime();
        await("the first document after the outage", () -> job.count("documentsWritten") > writtenBefore);
        long recovered = System.nanoTime();
        long checkpointsSoFar = job.completedCheckpoints();
        await("a checkpoint after the outage", () -> job.completedCheckpoints() > checkpointsSoFar);
        long failedCheckpoints = job.failedCheckpoints();
        job.awaitEnd();

        System.out.printf(
                "outage of %d s: %d checkpoints completed and %d requests failed meanwhile, %d operations buffered, "
                        + "writing again %d ms after the server was ready, %d conflicts%n",
                outage.toSeconds(),
                checkpointsDuring,
                failuresDuring,
                buffered,
                Duration.ofNanos(recovered - back).toMillis(),
                job.count("versionConflicts"));
        assertThat(search.count("outage")).isEqualTo(documents);
        assertThat(job.restarts()).isZero();
        assertThat(failedCheckpoints).isZero();
        assertThat(checkpointsDuring).isGreaterThan(10);
        assertThat(failuresDuring).as("no retry storm").isBetween(2L, 10 + outage.toSeconds() / 4);
        JsonNode rewritten = search.search(
                "outage", "{\"size\":0,\"query\":{\"bool\":{\"must_not\":{\"range\":{\"number\":{\"gte\":0}}}}}}");
        assertThat(rewritten.path("hits").path("total").path("value").asLong()).isZero();
    }

    private TestingSinkJob run(long documents, ElasticsearchSink<Long> sink) throws Exception {
        TestingSinkJob job = TestingSinkJob.start(cluster, METRICS, documents, 0, sink);
        job.awaitEnd();
        return job;
    }

    private static ElasticsearchSinkBuilder<Long> sink(DocumentConverter<Long> converter) {
        return ElasticsearchSink.builder(converter).hosts(List.of(server.url()));
    }

    /** Of ten documents one has a field that the mapping does not know, and one a date that is none. */
    private static byte[] mostlyGood(long number) {
        String text = switch ((int) (number % 10)) {
            case 0 -> "{\"number\":" + number + ",\"surprise\":1}";
            case 5 -> "{\"number\":" + number + ",\"day\":\"yesterday\"}";
            default -> "{\"number\":" + number + ",\"day\":\"2026-11-22\"}";
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] document(long number) {
        return ("{\"number\":" + number + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
