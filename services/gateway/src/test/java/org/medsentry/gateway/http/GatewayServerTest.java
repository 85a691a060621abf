package org.medsentry.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.gateway.TestingGateway;
import org.medsentry.gateway.TestingRecords;
import org.medsentry.schemas.Stream;

/** What a network sees of the gateway. */
class GatewayServerTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private static Path folder;

    private static TestingGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestingGateway(folder, TestingGateway.settings());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void clear() {
        gateway.outbox.clear();
        gateway.outbox.congested(false);
        gateway.ready = true;
    }

    @ParameterizedTest
    @EnumSource
    void takesAnObjectAnArrayAndLines(Stream stream) throws Exception {
        String first = TestingRecords.record(stream, TestingRecords.SOURCE, "e1");
        String second = TestingRecords.record(stream, TestingRecords.SOURCE, "e2");
        String path = "/v1/" + stream.id();

        assertAccepted(gateway.post(path, first), 1);
        assertAccepted(gateway.post(path, "[" + first + "," + second + "]"), 2);
        assertAccepted(
                gateway.post(path, "application/x-ndjson", TestingRecords.bytes(first + "\n" + second + "\n")), 2);
        assertAccepted(gateway.post(path, "application/json", gzip(first), "Content-Encoding", "gzip"), 1);
        assertThat(gateway.outbox.eventIds()).containsExactly("e1", "e1", "e2", "e1", "e2", "e1");
    }

    private static void assertAccepted(HttpResponse<String> answer, int records) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = MAPPER.readTree(answer.body());
        assertThat(body.path("accepted").intValue()).isEqualTo(records);
        assertThat(body.path("results")).hasSize(records);
    }

    @Test
    void answersEachRecordForItself() throws Exception {
        HttpResponse<String> answer = gateway.post(
                TestingGateway.PURCHASES,
                "[" + TestingRecords.purchase("e1") + ",7," + TestingRecords.purchase("e1") + ","
                        + TestingRecords.purchase("e2").replace("COUNTER", TestingRecords.NAME) + "]");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body()).doesNotContain(TestingRecords.NAME, TestingRecords.ID_NUMBER);
        assertThat(MAPPER.readTree(answer.body())).isEqualTo(MAPPER.readTree("""
                        {"records":4,"accepted":1,"duplicates":1,"rejected":2,"unavailable":0,"results":[
                        {"index":0,"eventId":"e1","status":"ACCEPTED"},
                        {"index":1,"status":"REJECTED","reason":"NOT_AN_OBJECT","pointer":"",
                        "message":"the record must be a JSON object"},
                        {"index":2,"eventId":"e1","status":"DUPLICATE"},
                        {"index":3,"eventId":"e2","status":"REJECTED","reason":"CONSTRAINT","pointer":"/channel",
                        "message":"/channel must be one of COUNTER, ONLINE_PICKUP, DELIVERY"}]}
                        """));
    }

    @Test
    void takesABatchOfTenThousand() throws Exception {
        assertAccepted(
                gateway.post(
                        TestingGateway.PURCHASES,
                        "application/x-ndjson",
                        gzip(TestingRecords.lines(10_000)),
                        "Content-Encoding",
                        "gzip"),
                10_000);
        assertThat(gateway.outbox.sent()).hasSize(10_000);
    }

    @Test
    void asksForTheKeyOfTheNetwork() throws Exception {
        String record = TestingRecords.purchase("e1");
        for (List<String> headers : List.of(
                List.of("X-Other", "x"),
                List.of("Authorization", "Bearer wrong"),
                List.of("Authorization", "Basic " + gateway.key),
                List.of("Authorization", "Bearer"),
                List.of("X-API-Key", ""),
                List.of("X-API-Key", gateway.key + "x"),
                List.of("X-API-Key", "k".repeat(5_000)))) {
            HttpResponse<String> answer = gateway.send(gateway.request(TestingGateway.PURCHASES)
                    .headers(headers.toArray(String[]::new))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(record)));
            assertProblem(answer, 401, "UNAUTHORIZED");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        HttpRequest.Builder other = gateway.request(TestingGateway.PURCHASES)
                .header("X-API-Key", gateway.otherKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(record));
        assertProblem(gateway.send(other), 403, "FORBIDDEN");
        assertThat(gateway.outbox.sent()).isEmpty();
    }

    @Test
    void refusesWhatItCannotTellApart() throws Exception {
        assertProblem(gateway.post(TestingGateway.PURCHASES, ""), 400, "BODY_UNREADABLE");
        assertProblem(gateway.post(TestingGateway.PURCHASES, "records"), 400, "BODY_UNREADABLE");
        assertProblem(
                gateway.post(
                        TestingGateway.PURCHASES,
                        "application/json",
                        TestingRecords.bytes(TestingRecords.purchase("e1")),
                        "Content-Encoding",
                        "gzip"),
                400,
                "BODY_UNREADABLE");
        assertProblem(gateway.post(TestingGateway.PURCHASES, "text/plain", new byte[0]), 415, "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(
                gateway.post(TestingGateway.PURCHASES, "application/json", new byte[0], "Content-Encoding", "br"),
                415,
                "UNSUPPORTED_ENCODING");
        assertProblem(gateway.post("/v1/other", "{}"), 404, "NOT_FOUND");
        assertProblem(gateway.get(TestingGateway.PURCHASES), 405, "METHOD_NOT_ALLOWED");
        assertThat(gateway.outbox.sent()).isEmpty();
    }

    @Test
    void keepsWhatCameBeforeAMistake() throws Exception {
        HttpResponse<String> answer = gateway.post(
                TestingGateway.PURCHASES, "[" + TestingRecords.purchase("e1") + "," + TestingRecords.purchase("e2"));

        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode results = MAPPER.readTree(answer.body()).path("results");
        assertThat(results.path(0).path("status").textValue()).isEqualTo("ACCEPTED");
        assertThat(results.path(1).path("reason").textValue()).isEqualTo("BODY_UNREADABLE");
        assertThat(gateway.outbox.eventIds()).containsExactly("e1");
    }

    @Test
    void holdsBackWhileKafkaIsAwayOrBusy() throws Exception {
        gateway.ready = false;
        assertRetryable(gateway.post(TestingGateway.PURCHASES, TestingRecords.purchase("e1")));
        assertThat(gateway.get("/ready").statusCode()).isEqualTo(503);
        assertThat(gateway.get("/health").statusCode()).isEqualTo(200);

        gateway.ready = true;
        gateway.outbox.congested(true);
        assertRetryable(gateway.post(TestingGateway.PURCHASES, TestingRecords.purchase("e1")));
        assertThat(gateway.get("/ready").statusCode()).isEqualTo(200);

        gateway.outbox.congested(false);
        gateway.outbox.acknowledge(sent -> false);
        HttpResponse<String> lost = gateway.post(TestingGateway.PURCHASES, TestingRecords.purchase("e1"));
        assertThat(lost.statusCode()).isEqualTo(503);
        assertThat(lost.headers().firstValue("Retry-After")).isPresent();
        assertThat(lost.body()).contains("UNAVAILABLE", "NOT_ACKNOWLEDGED");
    }

    private static void assertRetryable(HttpResponse<String> answer) throws IOException {
        assertProblem(answer, 503, "UNAVAILABLE");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
    }

    @Test
    void showsFiguresWithoutPersonalData() throws Exception {
        gateway.post(TestingGateway.PURCHASES, "[" + TestingRecords.purchase("e1") + ",{}]");

        assertThat(gateway.get("/metrics").body())
                .contains(
                        "medsentry_gateway_ready 1\n",
                        "medsentry_gateway_records_total{source=\"chain-a\",stream=\"purchase-registrations\",result=\"ACCEPTED\"}",
                        "reason=\"MISSING_FIELD\"} ",
                        "medsentry_gateway_requests_total{status=\"207\"} ")
                .doesNotContain(TestingRecords.ID_NUMBER);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = MAPPER.readTree(answer.body());
        assertThat(problem.path("title").textValue()).isEqualTo(code);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(TestingRecords.bytes(text));
        }
        return packed.toByteArray();
    }
}
