package org.medsentry.gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.gateway.TestingContract;
import org.medsentry.gateway.TestingKafkaGateway;
import org.medsentry.gateway.TestingRecords;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.LateRecord;

/** Two gateways, a restart, and Kafka as the only memory. */
@Timeout(180)
class ReconciliationITCase {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private static Path folder;

    private static TestingKafkaGateway gateways;

    @BeforeAll
    static void start() {
        gateways = new TestingKafkaGateway(folder);
    }

    @AfterAll
    static void stop() {
        gateways.close();
    }

    @Test
    void theCountsAreThoseOfAllGatewaysAndOutliveThem() throws Exception {
        String key = gateways.newKey("chain-a");
        String other = gateways.newKey("chain-b");
        try (TestingKafkaGateway.Running first = gateways.startGateway()) {
            try (TestingKafkaGateway.Running second = gateways.startGateway()) {
                String good = TestingRecords.purchase("e1") + "\n" + TestingRecords.purchase("e2");
                String mixed = TestingRecords.purchase("e3") + "\n" + TestingRecords.purchase("e3") + "\n{}\nnonsense";
                assertThat(first.post("/v1/purchase-registrations", key, good).statusCode())
                        .isEqualTo(200);
                assertThat(second.post("/v1/purchase-registrations", key, mixed).statusCode())
                        .isEqualTo(207);

                // Exact at once, and from either.
                check(first.get("/v1/reconciliation", key));
                check(second.get("/v1/reconciliation", key));
            }
            assertThat(stream(first.get("/v1/reconciliation", other))
                            .get("accepted")
                            .intValue())
                    .isZero();
        }
        try (TestingKafkaGateway.Running restarted = gateways.startGateway()) {
            check(restarted.get("/v1/reconciliation", key));
            restarted.post("/v1/purchase-registrations", key, TestingRecords.purchase("e9"));
            assertThat(stream(restarted.get("/v1/reconciliation", key))
                            .get("accepted")
                            .intValue())
                    .isEqualTo(4);
        }
    }

    private static void check(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        TestingContract.check("Reconciliation", answer.body());
        JsonNode stream = stream(answer);
        assertThat(stream.get("accepted").intValue()).isEqualTo(3);
        assertThat(stream.get("duplicates").intValue()).isEqualTo(1);
        assertThat(stream.get("rejected").intValue()).isEqualTo(2);
        assertThat(stream.at("/rejectedByReason/MISSING_FIELD").intValue()).isEqualTo(1);
        assertThat(stream.at("/rejectedByReason/MALFORMED_JSON").intValue()).isEqualTo(1);
    }

    private static JsonNode stream(HttpResponse<String> answer) throws Exception {
        return MAPPER.readTree(answer.body()).at("/streams/0");
    }

    @Test
    void whatTheJobsFoundIsToldToTheNetworkItConcerns() throws Exception {
        String key = gateways.newKey("chain-c");
        Instant now = Instant.now();
        gateways.write(
                Topic.LATE_RECORDS,
                new LateRecord(
                        "online-sales",
                        "chain-c",
                        "o1",
                        1,
                        now.minusSeconds(9999),
                        now,
                        9999,
                        List.of("online-surge"),
                        null));
        gateways.write(
                Topic.LATE_RECORDS,
                new LateRecord(
                        "online-sales",
                        "chain-d",
                        "o2",
                        1,
                        now.minusSeconds(9999),
                        now,
                        9999,
                        List.of("online-surge"),
                        null));
        gateways.write(
                Topic.DEAD_LETTERS,
                new DeadLetter(
                        "5f0b1c7e-0000-3000-8000-000000000001",
                        "online-sales",
                        "chain-c",
                        DeadLetterReason.CONSTRAINT,
                        "/price",
                        "/price must be at least 0",
                        now,
                        "online-sales",
                        0,
                        1,
                        "{}",
                        "k1",
                        ""));
        try (TestingKafkaGateway.Running gateway = gateways.startGateway()) {
            JsonNode answer = MAPPER.readTree(
                    gateway.get("/v1/reconciliation?limit=1", key).body());

            TestingContract.check("Reconciliation", answer.toString());
            assertThat(answer.at("/streams/2/late").intValue()).isEqualTo(1);
            assertThat(answer.at("/streams/2/deadLetters").intValue()).isEqualTo(1);
            List<String> kinds = new ArrayList<>(answer.get("findings").findValuesAsText("kind"));
            String rest = gateway.get(
                            "/v1/reconciliation?after=" + answer.get("next").textValue(), key)
                    .body();
            kinds.addAll(MAPPER.readTree(rest).get("findings").findValuesAsText("kind"));
            assertThat(kinds).containsExactlyInAnyOrder("LATE", "DEAD_LETTER");
            assertThat(rest).doesNotContain("o2");
            assertThat(gateway.get("/v1/reconciliation?day=2026-02-30", key).statusCode())
                    .isEqualTo(400);
            assertThat(gateway.get("/v1/reconciliation?day=1999-01-01", key).statusCode())
                    .isEqualTo(400);
            assertThat(gateway.get("/v1/reconciliation?limit=0", key).statusCode())
                    .isEqualTo(400);
            assertThat(gateway.get("/v1/reconciliation?after=x", key).statusCode())
                    .isEqualTo(400);
            assertThat(gateway.get("/v1/reconciliation", "wrong").statusCode()).isEqualTo(401);
        }
    }
}
