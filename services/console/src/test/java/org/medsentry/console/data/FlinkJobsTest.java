package org.medsentry.console.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as Flink's REST interface does. */
class FlinkJobsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final String GATE = "enrich_and_judge.medsentry.";

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;
    private FlinkJobs jobs;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().toString().substring(1));
            byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        jobs = new FlinkJobs(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRunningJobIsToldWithItsFeeds() throws IOException {
        answers.put("jobs/overview", """
                {"jobs":[{"jid":"j1","name":"medsentry purchases","state":"RUNNING","duration":60000}]}""");
        answers.put("jobs/j1/metrics?get=numRestarts", "[{\"id\":\"numRestarts\",\"value\":\"2\"}]");
        answers.put("jobs/j1/checkpoints", """
                {"latest":{"completed":{"latest_ack_timestamp":1795399190000}}}""");
        answers.put("jobs/j1", "{\"vertices\":[{\"id\":\"v1\"}]}");
        answers.put(
                "jobs/j1/vertices/v1/watermarks",
                "[{\"value\":\"" + NOW.minusSeconds(300).toEpochMilli() + "\"}]");
        answers.put(
                "jobs/j1/vertices/v1/subtasks/metrics",
                "[{\"id\":\"" + GATE + "records\"},{\"id\":\"" + GATE + "source.chain-a.lastRecordAt\"}," + "{\"id\":\""
                        + GATE + "source.county_platform.lastRecordAt\"},{\"id\":\"numRecordsIn\"}]");
        answers.put(
                "jobs/j1/vertices/v1/subtasks/metrics?agg=sum&get=" + GATE + "records",
                "[{\"id\":\"" + GATE + "records\",\"sum\":1.234E3}]");
        answers.put(
                "jobs/j1/vertices/v1/subtasks/metrics?agg=max&get=" + GATE + "source.chain-a.lastRecordAt," + GATE
                        + "source.county_platform.lastRecordAt",
                "[{\"id\":\"" + GATE + "source.chain-a.lastRecordAt\",\"max\":"
                        + NOW.minusSeconds(10).toEpochMilli() + "},{\"id\":\"" + GATE
                        + "source.county_platform.lastRecordAt\",\"max\":0}]");

        List<FlinkJobs.Job> read = jobs.read();

        assertThat(read).singleElement().satisfies(job -> {
            assertThat(job.name()).isEqualTo("medsentry purchases");
            assertThat(job.restarts()).isEqualTo(2);
            assertThat(job.records()).isEqualTo(1234);
            assertThat(job.late()).isZero();
            assertThat(job.watermarkDelayMilliseconds()).isEqualTo(300_000);
            assertThat(job.feeds()).containsExactly(Map.entry("chain-a", NOW.minusSeconds(10)));
        });
    }

    @Test
    void anEndedJobHasNoFigures() throws IOException {
        answers.put("jobs/overview", "{\"jobs\":[{\"jid\":\"j1\",\"name\":\"n\",\"state\":\"FAILED\"}]}");
        assertThat(jobs.read())
                .containsExactly(new FlinkJobs.Job("n", "FAILED", null, null, null, null, null, null, Map.of()));
    }

    @Test
    void nobodyThere() {
        assertThatThrownBy(jobs::read).isInstanceOf(IOException.class).hasMessageContaining("404");
    }
}
