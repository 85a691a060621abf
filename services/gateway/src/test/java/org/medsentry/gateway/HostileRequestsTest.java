package org.medsentry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.gateway.body.BodyLimits;
import org.medsentry.schemas.Stream;

/** Hostile requests over a real connection: a proper status, nothing accepted by mistake, no failure in the log, nothing personal in it. */
class HostileRequestsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int BODIES = 400;

    @TempDir
    private static Path folder;

    private static TestingGateway gateway;

    @BeforeAll
    static void start() {
        BodyLimits limits = new BodyLimits(1 << 20, 2 << 20, 100, 500, Duration.ofSeconds(10), 1_024);
        gateway = new TestingGateway(
                folder, TestingGateway.settings().withLimits(limits).withIdleTimeout(Duration.ofSeconds(4)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void clear() {
        gateway.outbox.clear();
    }

    @Test
    void spoiltBodiesGetAProperAnswer() throws Exception {
        BodyMutations mutations = new BodyMutations(7);
        List<String> accepted = new ArrayList<>();
        try (TestingLog log = TestingLog.listen()) {
            for (int count = 0; count < BODIES; count++) {
                Stream stream = Stream.values()[count % 3];
                BodyMutations.Body body = mutations.next(stream);
                HttpResponse<String> answer = body.gzip()
                        ? gateway.post(
                                "/v1/" + stream.id(), body.contentType(), body.bytes(), "Content-Encoding", "gzip")
                        : gateway.post("/v1/" + stream.id(), body.contentType(), body.bytes());
                assertThat(answer.statusCode()).isIn(200, 207, 400);
                assertThat(answer.body())
                        .doesNotContain(TestingRecords.PHONE, TestingRecords.NAME, "Exception", "\tat ");
                for (JsonNode result : MAPPER.readTree(answer.body()).path("results")) {
                    if (result.path("status").textValue().equals("ACCEPTED")) {
                        accepted.add(result.path("eventId").textValue());
                    }
                }
            }
            assertThat(log.text())
                    .doesNotContain("Exception", TestingRecords.ID_NUMBER, TestingRecords.PHONE, TestingRecords.NAME);
            assertThat(log.text()).contains("POST /v1/online-sales 200 source=chain-a");
        }
        assertThat(accepted).isNotEmpty();
        assertThat(gateway.outbox.eventIds()).isEqualTo(accepted);
    }

    @Test
    void bombsAndGiantsAreTooLarge() throws Exception {
        assertThat(status(gzip(TestingRecords.bytes("[" + " ".repeat(32 << 20) + "7]")), "Content-Encoding", "gzip"))
                .isEqualTo(413);
        assertThat(status(new byte[(1 << 20) + 1])).isEqualTo(413);
        HttpResponse<String> chunked = gateway.send(gateway.request(TestingGateway.PURCHASES)
                .header("X-API-Key", gateway.key)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 << 20]))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(gateway.outbox.sent()).isEmpty();
    }

    @Test
    void whatGoesOnTooLongIsTakenAsFarAsItMay() throws Exception {
        HttpResponse<String> answer = gateway.post(
                TestingGateway.PURCHASES,
                "application/x-ndjson",
                gzip(TestingRecords.bytes(TestingRecords.lines(600))),
                "Content-Encoding",
                "gzip");
        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body()).contains("TOO_MANY_RECORDS");
        assertThat(gateway.outbox.sent()).hasSize(500);
    }

    @Test
    void deepNestingAndHugeNumbersAreRefusedAsRecords() throws Exception {
        for (String value : List.of("[".repeat(30_000), "9".repeat(60_000), "1e" + "9".repeat(1_000))) {
            HttpResponse<String> answer = gateway.post(
                    TestingGateway.PURCHASES,
                    TestingRecords.purchase("e1").replace("\"quantity\":2", "\"quantity\":" + value));
            assertThat(answer.statusCode()).isEqualTo(207);
        }
        assertThat(gateway.outbox.sent()).isEmpty();
    }

    @Test
    void slowSendersAreCutOff() throws Exception {
        try (TestingLog log = TestingLog.listen()) {
            String head = "POST " + TestingGateway.PURCHASES + " HTTP/1.1\r\nHost: x\r\nX-API-Key: " + gateway.key
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
            assertThat(gateway.raw(head + "{\"eventId\"")).contains(" 408 ");
            // Never gets as far as a request: closed, or refused.
            assertThat(String.valueOf(gateway.raw("POST /v1/purch"))).matches("null|HTTP/1.1 4\\d\\d .*");
            assertThat(log.text()).doesNotContain("Exception", "eventId");
        }
        assertThat(gateway.outbox.sent()).isEmpty();
    }

    @Test
    void whatIsNoHttpIsRefused() throws Exception {
        try (TestingLog log = TestingLog.listen()) {
            assertThat(gateway.raw("nonsense\r\n\r\n")).contains(" 400 ");
            assertThat(gateway.raw("GET / HTTP/1.1\r\n\r\n")).contains(" 400 ");
            assertThat(gateway.raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .contains(" 414 ");
            assertThat(gateway.raw("POST /v1/../v1/%2e%2e/x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))
                    .matches("HTTP/1.1 40\\d .*");
            assertThat(gateway.raw("POST " + TestingGateway.PURCHASES
                            + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"))
                    .contains(" 400 ");
            assertThat(log.text()).doesNotContain("Exception");
        }
    }

    private static int status(byte[] body, String... headers) throws IOException, InterruptedException {
        return gateway.post(TestingGateway.PURCHASES, "application/json", body, headers)
                .statusCode();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
