package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.Firing;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.streaming.reference.ControlRecord;

class RecordJudgeTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");
    private static final String EPHEDRINE = "86988007000288";
    private static final String EPHEDRINE_RULE = "purchase-ephedrine-limit";

    private final List<ControlRecord> published = new ArrayList<>();
    private TwoInputStreamOperatorTestHarness<PurchaseRegistration, ControlRecord, RoutedRecord> harness;

    @BeforeEach
    void open() throws Exception {
        DefaultCatalogue.rows(Topic.PRODUCTS).forEach(row -> publish(Topic.PRODUCTS, row.id(), Documents.toJson(row)));
        DefaultRules.files().forEach((file, yaml) -> {
            String ruleId = file.replace(".yaml", "");
            int version = yaml.contains("version: 2") ? 2 : 1;
            publish(Topic.RULES, ruleId + "#" + version, rule(ruleId, version, RuleState.ACTIVE, yaml));
        });
        List<ControlRecord> atStart = published;
        harness = new TwoInputStreamOperatorTestHarness<>(new JudgeOfStream<>(new RecordJudge<>(
                Stream.PURCHASE_REGISTRATIONS,
                (topics, rows) -> atStart.stream()
                        .filter(row -> topics.contains(row.topic()))
                        .forEach(rows))));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private ControlRecord publish(Topic topic, String key, byte[] value) {
        long offset = published.stream().filter(row -> row.topic() == topic).count();
        ControlRecord row = new ControlRecord(topic, topic.id(), key, value, 0, offset, TIME);
        published.add(row);
        return row;
    }

    private static byte[] rule(String ruleId, int version, RuleState state, String yaml) {
        return Documents.toJson(new RulePublication(ruleId, version, state, yaml, TIME, "test"));
    }

    private static PurchaseRegistration purchase(String productCode, int quantity, Symptom... symptoms) {
        return purchase(productCode, null, quantity, symptoms);
    }

    private static PurchaseRegistration purchase(
            String productCode, String lotNumber, int quantity, Symptom... symptoms) {
        return new PurchaseRegistration(
                "E1",
                "chain",
                TIME,
                "R1",
                "P1",
                "500111",
                new Buyer("token", null, null, null, null, null, List.of(symptoms)),
                productCode,
                null,
                null,
                lotNumber,
                null,
                quantity,
                null,
                "RX1",
                null,
                Channel.COUNTER);
    }

    private List<String> judge(PurchaseRegistration purchase) throws Exception {
        int before = harness.extractOutputValues().size();
        harness.processElement1(purchase, TIME.toEpochMilli());
        List<RoutedRecord> routed = harness.extractOutputValues();
        return routed.subList(before, routed.size()).stream()
                .flatMap(record -> record.firings().stream())
                .map(Firing::ruleId)
                .toList();
    }

    @Test
    void whatNoRuleCaresAboutIsNotRouted() throws Exception {
        assertThat(judge(purchase(EPHEDRINE, 2))).isEmpty();
        assertThat(judge(purchase("86900000000000", 5)))
                .as("an unknown product")
                .isEmpty();
    }

    @Test
    void findingsOfOneKeyTravelTogetherWithTheEvidence() throws Exception {
        assertThat(judge(purchase(EPHEDRINE, 3, Symptom.FEVER))).containsExactly(EPHEDRINE_RULE, "purchase-fever");

        assertThat(harness.extractOutputValues())
                .filteredOn(routed -> routed.key().type().equals("buyer"))
                .singleElement()
                .satisfies(routed -> {
                    assertThat(routed.evidence().get(0).pharmacyId()).isEqualTo("P1");
                    assertThat(routed.evidence().get(0).receiptId()).isEqualTo("R1");
                    assertThat(routed.region().nameZh()).contains("大足");
                });
    }

    @Test
    void everySaleOfAKnownLotLeavesASightingWhetherARuleCaresOrNot() throws Exception {
        judge(purchase(EPHEDRINE, "L1", 1));
        judge(purchase(EPHEDRINE, null, 3));
        judge(purchase(EPHEDRINE, "L2", 3));

        assertThat(harness.getSideOutput(RecordJudge.SIGHTINGS))
                .extracting(element -> element.getValue().lotNumber() + " " + element.getTimestamp())
                .containsExactly("L1 " + TIME.toEpochMilli(), "L2 " + TIME.toEpochMilli());
    }

    @Test
    void aRulePublishedNowIsInForceFromTheNextRecord() throws Exception {
        String stricter = DefaultRules.files()
                .get(EPHEDRINE_RULE + ".yaml")
                .replace("version: 1", "version: 2")
                .replace("packages: 2", "packages: 1");

        assertThat(judge(purchase(EPHEDRINE, 2))).isEmpty();
        harness.processElement2(publish(Topic.RULES, "r#2", rule(EPHEDRINE_RULE, 2, RuleState.ACTIVE, stricter)), 0);
        assertThat(judge(purchase(EPHEDRINE, 2))).containsExactly(EPHEDRINE_RULE);
        harness.processElement2(publish(Topic.RULES, "r#2", rule(EPHEDRINE_RULE, 2, RuleState.REMOVED, stricter)), 0);
        assertThat(judge(purchase(EPHEDRINE, 2))).isEmpty();
    }

    @Test
    void theControlStreamDoesNotTurnBackWhatWasLoadedAtTheStart() throws Exception {
        Map<String, String> files = DefaultRules.files();
        harness.processElement2(
                publish(
                        Topic.RULES,
                        EPHEDRINE_RULE + "#1",
                        rule(EPHEDRINE_RULE, 1, RuleState.PAUSED, files.get(EPHEDRINE_RULE + ".yaml"))),
                0);
        assertThat(judge(purchase(EPHEDRINE, 3))).isEmpty();

        for (ControlRecord row : published.subList(0, published.size() - 1)) {
            harness.processElement2(row, 0);
        }

        assertThat(judge(purchase(EPHEDRINE, 3))).isEmpty();
    }

    @Test
    void aBadRowChangesNothing() throws Exception {
        harness.processElement2(publish(Topic.RULES, "x#1", "{".getBytes(StandardCharsets.UTF_8)), 0);
        harness.processElement2(publish(Topic.PRODUCTS, "x", "[]".getBytes(StandardCharsets.UTF_8)), 0);
        harness.processElement2(
                publish(Topic.RULES, "x#9", rule(EPHEDRINE_RULE, 9, RuleState.ACTIVE, "id: " + EPHEDRINE_RULE)), 0);

        assertThat(judge(purchase(EPHEDRINE, 3))).containsExactly(EPHEDRINE_RULE);
    }

    @Test
    void streamTimeIsThatOfTheRecordsAlone() throws Exception {
        harness.processWatermark2(new Watermark(Long.MAX_VALUE));
        assertThat(harness.getOutput()).isEmpty();

        harness.processWatermark1(new Watermark(42));

        assertThat(harness.getOutput()).containsExactly(new Watermark(42));
    }
}
