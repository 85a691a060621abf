package org.medsentry.streaming.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.streaming.sink.TestingTransport.Call;

class ElasticsearchWriterTest {
    private static final long LINGER = 200;
    private static final long REQUEST_TIMEOUT = 30_000;
    private static final long SHORTEST_DELAY = 200;
    private static final long LONGEST_DELAY = 10_000;

    private final TestingTransport server = new TestingTransport();
    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestProcessingTimeService time = new TestProcessingTimeService();
    private final WriterMetrics metrics = new WriterMetrics(UnregisteredMetricsGroup.createSinkWriterMetricGroup());
    private final LinkedHashMap<String, String> templates = new LinkedHashMap<>();
    private int batchSize = 3;
    private long batchBytes = 10_000;
    private int inFlight = 2;

    @BeforeEach
    void startTheClock() throws Exception {
        time.setCurrentTime(1_000_000);
    }

    @Test
    void sendsAFullBatchAtOnceAndAPartialOneAfterAWhile() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3", "4");
        assertThat(server.count()).isOne();
        assertThat(server.call(0).ids()).containsExactly("1", "2", "3");

        time.advance(LINGER);
        assertThat(server.count()).isEqualTo(2);
        assertThat(server.call(1).ids()).containsExactly("4");
    }

    @Test
    void limitsARequestByBytesButSendsWhatIsLargerAlone() throws Exception {
        batchBytes = 250;
        ElasticsearchWriter<String> writer = writer();
        write(writer, "a", "b", "x".repeat(100), "c");
        time.advance(LINGER);
        answerAll();
        time.advance(LINGER);
        answerAll();
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < server.count(); i++) {
            batches.add(server.call(i).ids());
        }
        assertThat(batches).contains(List.of("x".repeat(100)));
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(4);
        assertThat(unsettled(writer)).isEmpty();
    }

    @Test
    void keepsToTheRequestsInFlight() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(server.count()).isEqualTo(2);
        server.call(1).takeAll();
        mailbox.runAll();
        assertThat(server.count()).isEqualTo(3);
    }

    @Test
    void sendsOnlyTheFailedOperationsAgainAndEachTimeLater() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        server.last().judge(201, 503, 429);
        mailbox.runAll();
        assertThat(server.count()).isOne();
        assertThat(unsettled(writer)).containsExactly("2", "3");

        time.advance(SHORTEST_DELAY);
        assertThat(server.last().ids()).containsExactly("2", "3");
        server.last().judge(503, 201);
        mailbox.runAll();

        time.advance(SHORTEST_DELAY - 1);
        assertThat(server.count()).isEqualTo(2);
        time.advance(SHORTEST_DELAY + 1);
        assertThat(server.last().ids()).containsExactly("2");
        server.last().takeAll();
        mailbox.runAll();
        assertThat(unsettled(writer)).isEmpty();
        assertThat(metrics.written.getCount()).isEqualTo(3);
        assertThat(metrics.retries.getCount()).isEqualTo(3);
    }

    @Test
    void takesAConflictForSuccess() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        server.last().judge(409, 200, 409);
        mailbox.runAll();
        assertThat(unsettled(writer)).isEmpty();
        assertThat(metrics.conflicts.getCount()).isEqualTo(2);
        time.advance(10 * LONGEST_DELAY);
        assertThat(server.count()).isOne();
    }

    @Test
    void writesADeadLetterForARejectedDocumentAndLetsTheOthersPass() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        server.last().judge(201, 400, 201);
        mailbox.runAll();
        assertThat(unsettled(writer)).containsExactly("rejected-2");

        time.advance(LINGER);
        assertThat(server.last().ids()).containsExactly("rejected-2");
        assertThat(text(server.last())).contains("test_exception because").contains("\"_index\":\"dead-letters\"");
        server.last().takeAll();
        mailbox.runAll();
        assertThat(unsettled(writer)).isEmpty();
        assertThat(metrics.lost.getCount()).isZero();
    }

    @Test
    void dropsARejectedDeadLetterRatherThanLoop() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        server.last().judge(201, 400, 201);
        mailbox.runAll();
        time.advance(LINGER);
        server.last().judge(400);
        mailbox.runAll();
        assertThat(unsettled(writer)).isEmpty();
        assertThat(metrics.lost.getCount()).isOne();
        time.advance(10 * LONGEST_DELAY);
        assertThat(server.count()).isEqualTo(2);
    }

    @Test
    void keepsADeadLetterThatOnlyLacksARight() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        server.last().judge(201, 400, 201);
        mailbox.runAll();
        time.advance(LINGER);
        server.last().judge(403);
        mailbox.runAll();
        assertThat(unsettled(writer)).containsExactly("rejected-2");
        time.advance(SHORTEST_DELAY);
        server.last().takeAll();
        mailbox.runAll();
        assertThat(unsettled(writer)).isEmpty();
        assertThat(metrics.lost.getCount()).isZero();
    }

    @Test
    void remembersOverARestoreThatADeadLetterIsOne() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        server.last().judge(201, 400, 201);
        mailbox.runAll();
        List<BufferedRequestState<BulkOperation>> state = writer.snapshotState(1);

        writer(throughSerializer(state));
        time.advance(LINGER);
        server.last().judge(400);
        mailbox.runAll();
        time.advance(LINGER);
        assertThat(server.last().ids()).containsExactly("rejected-2");
    }

    @Test
    void waitsOutAnOutageWithoutAStormAndLetsOneRequestTryFirst() throws Exception {
        inFlight = 4;
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
        assertThat(server.count()).isEqualTo(4);
        refuseAll();
        for (long passed = 0; passed < Duration.ofMinutes(10).toMillis(); passed += 50) {
            time.advance(50);
            assertThat(server.open()).hasSizeLessThanOrEqualTo(1);
            refuseAll();
        }
        // at least half of the longest delay apart, after a few shorter ones
        assertThat(server.count()).isBetween(60, 4 + 10 + 120);
        assertThat(unsettled(writer)).hasSize(12);

        time.advance(LONGEST_DELAY);
        assertThat(server.open()).hasSize(1);
        server.last().takeAll();
        mailbox.runAll();
        assertThat(server.open()).hasSize(3);
        answerAll();
        assertThat(unsettled(writer)).isEmpty();
        assertThat(metrics.written.getCount()).isEqualTo(12);
    }

    @Test
    void givesARequestUpThatIsNotAnswered() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        Call hanging = server.last();
        time.advance(REQUEST_TIMEOUT - 1);
        assertThat(hanging.answer()).isNotDone();
        time.advance(1);
        assertThat(hanging.answer()).isCompletedExceptionally();
        mailbox.runAll();

        time.advance(SHORTEST_DELAY);
        assertThat(server.count()).isEqualTo(2);
        assertThat(server.last().ids()).containsExactly("1", "2", "3");
        hanging.takeAll();
        mailbox.runAll();
        assertThat(unsettled(writer)).hasSize(3);
    }

    @Test
    void doesNotBelieveWhatIsNotElasticsearch() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        String[] bodies = {"<html>welcome</html>", "", "{}", TestingTransport.items(201, 201), "{\"items\":[{}]}"};
        for (String body : bodies) {
            server.last().answer(200, body);
            mailbox.runAll();
            assertThat(unsettled(writer)).hasSize(3);
            time.advance(LONGEST_DELAY);
        }
        for (int status : new int[] {400, 401, 403, 404, 405, 429, 500, 502, 503, 504}) {
            server.last().answer(status, "<html>no</html>");
            mailbox.runAll();
            assertThat(unsettled(writer)).hasSize(3);
            time.advance(LONGEST_DELAY);
        }
        assertThat(server.count()).isEqualTo(bodies.length + 10 + 1);
        server.last().takeAll();
        mailbox.runAll();
        assertThat(metrics.written.getCount()).isEqualTo(3);
    }

    @Test
    void takesAnOverloadedServerForAnOutage() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3", "4", "5", "6");
        server.call(0).judge(429, 429, 429);
        server.call(1).judge(429, 429, 429);
        mailbox.runAll();
        time.advance(SHORTEST_DELAY);
        assertThat(server.open()).hasSize(1);
        answerAll();
        answerAll();
        assertThat(unsettled(writer)).isEmpty();
    }

    @Test
    void findsTheOperationThatMakesARequestUnacceptable() throws Exception {
        batchSize = 8;
        inFlight = 1;
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3", "4", "5", "bad", "7", "8");
        while (!server.open().isEmpty()) {
            Call call = server.last();
            if (call.ids().contains("bad")) {
                call.answer(413, "");
            } else {
                call.takeAll();
            }
            mailbox.runAll();
        }
        assertThat(metrics.written.getCount()).isEqualTo(7);
        assertThat(unsettled(writer)).containsExactly("rejected-bad");
        assertThat(server.count()).isLessThanOrEqualTo(8);
    }

    @Test
    void isolatesAnOperationThatElasticsearchCallsInvalid() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        String invalid = "{\"error\":{\"root_cause\":[{\"type\":\"action_request_validation_exception\"}],"
                + "\"type\":\"action_request_validation_exception\",\"reason\":\"id is too long\"},\"status\":400}";
        server.last().answer(400, invalid);
        mailbox.runAll();
        assertThat(server.open()).extracting(Call::ids).containsExactly(List.of("1"), List.of("2", "3"));
        server.open().get(0).answer(400, invalid);
        server.open().get(0).takeAll();
        mailbox.runAll();
        assertThat(unsettled(writer)).containsExactly("rejected-1");
    }

    @Test
    void holdsEverythingInACheckpointWithoutWaiting() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3", "4", "5", "6", "7");
        server.call(0).judge(201, 503, 201);
        mailbox.runAll();
        writer.flush(false);
        List<BufferedRequestState<BulkOperation>> state = writer.snapshotState(1);
        assertThat(ids(state)).containsExactlyInAnyOrder("2", "4", "5", "6", "7");

        writer.close();
        assertThat(server.isClosed()).isTrue();
        int sentBefore = server.count();
        ElasticsearchWriter<String> restored = writer(throughSerializer(state));
        time.advance(LINGER);
        answerAll();
        time.advance(LINGER);
        answerAll();
        List<String> sent = new ArrayList<>();
        for (int i = sentBefore; i < server.count(); i++) {
            sent.addAll(server.call(i).ids());
        }
        assertThat(sent).containsExactlyInAnyOrder("2", "4", "5", "6", "7");
        assertThat(unsettled(restored)).isEmpty();
    }

    @Test
    void takesNoMoreThanTheBufferHolds() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        refuseEverySend(writer);
        assertThat(unsettled(writer)).hasSize(30);

        mailbox.whenIdle(() -> advance(LONGEST_DELAY));
        mailbox.whenIdle(() -> server.open().forEach(Call::takeAll));
        writer.write("one more", null);
        assertThat(unsettled(writer)).contains("one more").hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void leavesNothingUnsettledAtTheEndOfInput() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3", "4");
        mailbox.whenIdle(() -> {
            assertThat(server.last().ids())
                    .as("sent before its time in the buffer is over")
                    .containsExactly("4");
            server.call(0).judge(201, 503, 400);
        });
        mailbox.whenIdle(() -> server.open().forEach(Call::refuseConnection));
        for (int i = 0; i < 5; i++) {
            mailbox.whenIdle(() -> advance(LONGEST_DELAY));
            mailbox.whenIdle(() -> server.open().forEach(Call::takeAll));
        }
        writer.flush(true);
        assertThat(unsettled(writer)).isEmpty();
        assertThat(metrics.written.getCount()).isEqualTo(4);
    }

    @Test
    void putsTemplatesFirst() throws Exception {
        templates.put("medsentry-a", "{\"index_patterns\":[\"a\"]}");
        templates.put("medsentry-b", "{\"index_patterns\":[\"b\"]}");
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        assertThat(server.count()).isOne();
        assertThat(server.last().request().path()).isEqualTo("/_index_template/medsentry-a");

        server.last().refuseConnection();
        mailbox.runAll();
        time.advance(SHORTEST_DELAY);
        assertThat(server.last().request().path()).isEqualTo("/_index_template/medsentry-a");
        server.last().answer(200, "{\"acknowledged\":true}");
        mailbox.runAll();
        assertThat(server.last().request().path()).isEqualTo("/_index_template/medsentry-b");
        server.last().answer(200, "{\"acknowledged\":true}");
        mailbox.runAll();
        assertThat(server.last().ids()).containsExactly("1", "2", "3");
    }

    @Test
    void failsIfElasticsearchRefusesATemplate() throws Exception {
        templates.put("medsentry-a", "{}");
        writer();
        server.last()
                .answer(
                        400,
                        "{\"error\":{\"type\":\"x_content_parse_exception\",\"reason\":\"no patterns\"},\"status\":400}");
        assertThatThrownBy(mailbox::runAll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Elasticsearch refuses index template medsentry-a: x_content_parse_exception: no patterns");
    }

    @Test
    void ignoresAnswersAfterItsEnd() throws Exception {
        ElasticsearchWriter<String> writer = writer();
        write(writer, "1", "2", "3");
        writer.close();
        mailbox.runAll();
        time.advance(10 * LONGEST_DELAY);
        assertThat(server.count()).isOne();
        assertThat(server.last().answer()).isCancelled();
    }

    private ElasticsearchWriter<String> writer() {
        return writer(List.of());
    }

    private ElasticsearchWriter<String> writer(List<BufferedRequestState<BulkOperation>> restored) {
        WriterSettings settings = new WriterSettings(
                batchSize,
                batchBytes,
                inFlight,
                30,
                batchBytes * 10,
                Duration.ofMillis(LINGER),
                Duration.ofMillis(REQUEST_TIMEOUT),
                new BackOff(Duration.ofMillis(SHORTEST_DELAY), Duration.ofMillis(LONGEST_DELAY)),
                templates,
                (rejected, rejection) -> BulkOperation.create(
                        "dead-letters",
                        "rejected-" + rejected.id(),
                        ("{\"why\":\"" + rejection.type() + " " + rejection.reason() + "\"}")
                                .getBytes(StandardCharsets.UTF_8)));
        return new ElasticsearchWriter<>(
                (element, context) -> BulkOperation.index("things", element, 1, "{}".getBytes(StandardCharsets.UTF_8)),
                settings,
                server,
                mailbox,
                time,
                new Random(1),
                metrics,
                restored);
    }

    private static List<BufferedRequestState<BulkOperation>> throughSerializer(
            List<BufferedRequestState<BulkOperation>> states) throws Exception {
        BulkOperationStateSerializer serializer = new BulkOperationStateSerializer();
        List<BufferedRequestState<BulkOperation>> copies = new ArrayList<>();
        for (BufferedRequestState<BulkOperation> state : states) {
            copies.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(state)));
        }
        return copies;
    }

    private static void write(ElasticsearchWriter<String> writer, String... elements) throws Exception {
        for (String element : elements) {
            writer.write(element, null);
        }
    }

    private void refuseEverySend(ElasticsearchWriter<String> writer) throws Exception {
        for (int i = 0; i < 30; i++) {
            writer.write("n" + i, null);
            refuseAll();
        }
    }

    private void refuseAll() {
        server.open().forEach(Call::refuseConnection);
        mailbox.runAll();
    }

    private void answerAll() {
        server.open().forEach(Call::takeAll);
        mailbox.runAll();
    }

    private void advance(long millis) {
        try {
            time.advance(millis);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Call call) {
        return new String(call.request().body(), StandardCharsets.UTF_8);
    }

    private static List<String> unsettled(ElasticsearchWriter<String> writer) {
        return ids(writer.snapshotState(0));
    }

    private static List<String> ids(List<BufferedRequestState<BulkOperation>> states) {
        return states.stream()
                .flatMap(state -> state.getBufferedRequestEntries().stream())
                .map(RequestEntryWrapper::getRequestEntry)
                .map(BulkOperation::id)
                .toList();
    }
}
