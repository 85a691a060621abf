package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.MultiInputStreamOperatorTestHarness;
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
import org.medsentry.streaming.reference.ControlRecord;

class JudgeAtSourceTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");
    private static final int RECORDS = 0;
    private static final int CONTROL = 1;

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

    private MultiInputStreamOperatorTestHarness<RoutedRecord> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new MultiInputStreamOperatorTestHarness<>(new JudgeAtSource.Factory<>(
                new Gate<PurchaseRegistration>(Duration.ofHours(48)),
                new RecordJudge<>(
                        Stream.PURCHASE_REGISTRATIONS,
                        new TestingControl().rule(MANY).loader())));
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
        harness.processElement(RECORDS, new StreamRecord<>(ingested, time.toEpochMilli()));
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
        harness.processElement(RECORDS, new StreamRecord<>(Ingested.bad(bad)));
        harness.processWatermark(RECORDS, new Watermark(TIME.toEpochMilli()));
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
    void streamTimeIsThatOfTheRecordsAlone() throws Exception {
        harness.processWatermark(CONTROL, new Watermark(Long.MAX_VALUE));
        harness.processWatermarkStatus(CONTROL, WatermarkStatus.IDLE);
        assertThat(harness.getOutput()).isEmpty();

        harness.processWatermark(RECORDS, new Watermark(42));
        harness.processWatermarkStatus(RECORDS, WatermarkStatus.IDLE);

        assertThat(harness.getOutput()).containsExactly(new Watermark(42), WatermarkStatus.IDLE);
    }

    @Test
    void aRulePublishedNowIsInForceFromTheNextRecord() throws Exception {
        RulePublication removal = new RulePublication("many", 2, RuleState.REMOVED, null, TIME, "a test");
        send(purchase("E1", TIME, 3), TIME);

        harness.processElement(
                CONTROL,
                new StreamRecord<>(new ControlRecord(
                        Topic.RULES, Topic.RULES.id(), removal.id(), Documents.toJson(removal), 0, 1, TIME)));
        send(purchase("E2", TIME, 3), TIME);

        assertThat(harness.extractOutputValues())
                .extracting(routed -> routed.identity().eventId())
                .containsExactly("E1");
    }
}
