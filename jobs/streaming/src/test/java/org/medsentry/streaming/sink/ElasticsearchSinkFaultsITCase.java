package org.medsentry.streaming.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.streaming.sink.TestingBulkEndpoint.Received;
import org.medsentry.streaming.sink.TestingBulkEndpoint.Reply;

/** The failure table of the sink for what a healthy server does not do, over real HTTP. */
class ElasticsearchSinkFaultsITCase {
    private static final int DOCUMENTS = 1000;

    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
            .build());

    private MiniCluster cluster;

    @TempDir
    Path directory;

    @BeforeEach
    void findTheCluster(@InjectMiniCluster MiniCluster miniCluster) {
        cluster = miniCluster;
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 503})
    void sendsARefusedRequestAgain(int status) throws Exception {
        try (TestingBulkEndpoint endpoint = new TestingBulkEndpoint(
                request -> request.number() <= 4 ? new Reply(status, "{\"error\":\"no\"}") : takeAll(request))) {
            TestingSinkJob job = run(sink(endpoint));
            assertThat(job.count("documentsWritten")).isEqualTo(DOCUMENTS);
            assertThat(job.count("requestFailures")).isEqualTo(4);
            assertThat(endpoint.received()).hasSize(DOCUMENTS / 100 + 4);
        }
    }

    @Test
    void sendsOnlyTheFailedOperationsAgain() throws Exception {
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        try (TestingBulkEndpoint endpoint = new TestingBulkEndpoint(request -> Reply.items(request.ids().stream()
                .mapToInt(id -> {
                    int attempt = attempts.merge(id, 1, Integer::sum);
                    return id.endsWith("7") && attempt <= 3 ? (attempt == 2 ? 503 : 429) : 201;
                })
                .toArray()))) {
            TestingSinkJob job = run(sink(endpoint));
            assertThat(job.count("documentsWritten")).isEqualTo(DOCUMENTS);
            assertThat(attempts).hasSize(DOCUMENTS);
            assertThat(attempts).allSatisfy((id, times) -> assertThat(times).isEqualTo(id.endsWith("7") ? 4 : 1));
        }
    }

    @Test
    void doesNotHammerAServerThatRefusesForLong() throws Exception {
        long[] firstAt = new long[1];
        try (TestingBulkEndpoint endpoint = new TestingBulkEndpoint(request -> {
            if (request.number() == 1) {
                firstAt[0] = request.atNanos();
            }
            boolean busy =
                    request.atNanos() - firstAt[0] < Duration.ofSeconds(5).toNanos();
            return busy ? Reply.items(statuses(request, 429)) : takeAll(request);
        })) {
            TestingSinkJob job = run(sink(endpoint));
            assertThat(job.count("documentsWritten")).isEqualTo(DOCUMENTS);
            // two in flight at first, then single ones after 0.1-0.2 s, 0.2-0.4 s, 0.4-0.8 s, 0.8-1.6 s, ...
            assertThat(job.count("requestFailures")).isBetween(4L, 10L);
        }
    }

    @Test
    void givesUpOnAServerThatHangs() throws Exception {
        try (TestingBulkEndpoint endpoint =
                new TestingBulkEndpoint(request -> request.number() <= 2 ? Reply.none() : takeAll(request))) {
            TestingSinkJob job = run(sink(endpoint).requestTimeout(Duration.ofSeconds(1)));
            assertThat(job.count("documentsWritten")).isEqualTo(DOCUMENTS);
            assertThat(job.count("connectionFailures")).isEqualTo(2);
            assertThat(endpoint.timesSent("0")).isEqualTo(2);
        }
    }

    @Test
    void trustsACertificateAuthorityAndSaysWhoItIs() throws Exception {
        SSLContext tls = selfSigned();
        try (TestingBulkEndpoint endpoint = new TestingBulkEndpoint(ElasticsearchSinkFaultsITCase::takeAll, tls)) {
            TestingSinkJob job = run(sink(endpoint)
                    .certificateAuthority(directory.resolve("authority.pem"))
                    .authentication(ElasticsearchAuthentication.apiKey("a2V5")));
            assertThat(job.count("documentsWritten")).isEqualTo(DOCUMENTS);
            assertThat(job.count("requestFailures")).isZero();
            assertThat(endpoint.received()).extracting(Received::authorization).containsOnly("ApiKey a2V5");
        }
    }

    private TestingSinkJob run(ElasticsearchSinkBuilder<Long> sink) throws Exception {
        TestingSinkJob job = TestingSinkJob.start(cluster, METRICS, DOCUMENTS, 0, sink.build());
        job.awaitEnd();
        assertThat(job.restarts()).isZero();
        return job;
    }

    private static ElasticsearchSinkBuilder<Long> sink(TestingBulkEndpoint endpoint) {
        return ElasticsearchSink.<Long>builder(number ->
                        BulkOperation.create("things", Long.toString(number), "{}".getBytes(StandardCharsets.UTF_8)))
                .maxBatchSize(100)
                .maxTimeInBuffer(Duration.ofMinutes(10)) // only full batches, so that requests can be counted
                .hosts(List.of(endpoint.url()));
    }

    private static Reply takeAll(Received request) {
        return Reply.items(statuses(request, 201));
    }

    private static int[] statuses(Received request, int status) {
        return IntStream.range(0, request.ids().size()).map(i -> status).toArray();
    }

    private SSLContext selfSigned() throws Exception {
        Path store = directory.resolve("server.p12");
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1");
        keytool(
                "-exportcert",
                "-alias",
                "server",
                "-rfc",
                "-file",
                directory.resolve("authority.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore",
                directory.resolve("server.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("keytool.log")))
                .isZero();
    }
}
