package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.ingest.Gate;
import org.medsentry.streaming.ingest.IngestGate;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;

class JudgeAtSourceTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");
    private static final String MANY = """
            id: many
            version: 1
            kind: pattern
            stream: purchase-registrations
            topic: PURCHASE
            level: IV
            title: {zh: "测试", en: "a test"}
            key: {type: buyer, value: [event.buyer.token]}
            steps:
              - {id: sale, when: event.quantity >= 3}
            explanation: {zh: "测试", en: "a test"}
            """;

    private OneInputStreamOperatorTestHarness<Ingested<PurchaseRegistration>, RoutedRecord> harness;

    @BeforeEach
    void open() throws Exception {
        ControlLoader atStart = new TestingControl().rule(MANY).loader();
        harness = new OneInputStreamOperatorTestHarness<>(new JudgeAtSource<>(
                new Gate<PurchaseRegistration>(Duration.ofHours(48)),
                new RecordJudge<>(Stream.PURCHASE_REGISTRATIONS, new TestingFollowedRows(atStart))));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static Ingested<PurchaseRegistration> purchase(String eventId, Instant time, int quantity) {
        return Ingested.good(new PurchaseRegistration(
                eventId,
                "chain",
                time,
                "R1",
                "P1",
                "500111",
                new Buyer("token", null, null, null, null, null, List.of()),
                "86900000000000",
                null,
                null,
                "L1",
                null,
                quantity,
                null,
                null,
                null,
                Channel.COUNTER));
    }

    private void send(Ingested<PurchaseRegistration> ingested, Instant time) throws Exception {
        harness.processElement(new StreamRecord<>(ingested, time.toEpochMilli()));
    }

    private <X> List<X> aside(OutputTag<X> tag) {
        Queue<StreamRecord<X>> found = harness.getSideOutput(tag);
        return found == null
                ? List.of()
                : found.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void judgesGoodRecordsAndPartsThemFromDeadLettersAndLateRecords() throws Exception {
        DeadLetter bad = new DeadLetter(
                "id",
                "purchase-registrations",
                null,
                DeadLetterReason.MALFORMED_JSON,
                "",
                "no JSON",
                TIME,
                "purchase-registrations",
                0,
                7,
                "preview",
                null,
                null);

        send(purchase("E1", TIME, 2), TIME);
        send(purchase("E2", TIME, 3), TIME);
        harness.processElement(new StreamRecord<>(Ingested.bad(bad)));
        harness.processWatermark(new Watermark(TIME.toEpochMilli()));
        Instant longAgo = TIME.minus(Duration.ofHours(49));
        send(purchase("E3", longAgo, 4), longAgo);

        assertThat(harness.getOutput().stream()
                        .filter(StreamRecord.class::isInstance)
                        .map(element -> (StreamRecord<?>) element))
                .extracting(element ->
                        ((RoutedRecord) element.getValue()).identity().eventId() + "@" + element.getTimestamp())
                .containsExactly("E2@" + TIME.toEpochMilli(), "E3@" + longAgo.toEpochMilli());
        assertThat(aside(IngestGate.DEAD_LETTERS)).containsExactly(bad);
        assertThat(aside(IngestGate.LATE_RECORDS))
                .extracting(LateRecord::eventId, LateRecord::latenessSeconds)
                .containsExactly(tuple("E3", 49 * 3600L));
        assertThat(aside(RecordJudge.SIGHTINGS)).extracting(Sighting::eventId).containsExactly("E1", "E2", "E3");
    }

    @Test
    void aRulePublishedNowIsInForceFromTheNextRecord() throws Exception {
        RulePublication removal = new RulePublication("many", 1, RuleState.REMOVED, MANY, TIME, "a test");
        send(purchase("E1", TIME, 3), TIME);

        TestingFollowedRows.listener.row(
                new ControlRecord(Topic.RULES, Topic.RULES.id(), removal.id(), Documents.toJson(removal), 0, 1, TIME));
        harness.getTaskMailbox().take(0).run();
        send(purchase("E2", TIME, 3), TIME);

        assertThat(harness.extractOutputValues())
                .extracting(routed -> routed.identity().eventId())
                .containsExactly("E1");
    }

    @Test
    void goesOnReadingWhereItHasLoadedTo() {
        assertThat(TestingFollowedRows.next.of(Topic.RULES.id(), 0)).isEqualTo(1);
        assertThat(TestingFollowedRows.next.of(Topic.PRODUCTS.id(), 0)).isZero();
    }

    @Test
    void failsRatherThanGoOnByTheRulesOfYesterday() throws Exception {
        TestingFollowedRows.listener.failed(new IllegalStateException("no broker"));

        assertThatThrownBy(() -> harness.getTaskMailbox().take(0).run()).hasMessageContaining("cannot be followed");
    }

    @Test
    void endsWithTheOperator() throws Exception {
        harness.close();

        assertThat(TestingFollowedRows.closed).isTrue();
    }

    /** Rows come when the test says so. */
    private record TestingFollowedRows(ControlLoader atStart) implements ControlLoader {

        private static NextOffset next;
        private static Listener listener;
        private static boolean closed;

        @Override
        public void load(Set<Topic> topics, Consumer<ControlRecord> rows) throws Exception {
            atStart.load(topics, rows);
        }

        @Override
        public AutoCloseable follow(Set<Topic> topics, NextOffset nextOffset, Listener toldOf) {
            next = nextOffset;
            listener = toldOf;
            closed = false;
            return () -> closed = true;
        }
    }
}
