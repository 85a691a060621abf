package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.streaming.correlate.Observation;
import org.medsentry.streaming.correlate.TestingObservations;
import org.medsentry.streaming.reference.ControlRecord;

class ObservationJudgeTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");

    private static final String RULES_OVER_SIGHTINGS = """
            id: test-lot
            version: 1
            kind: count
            stream: sightings
            topic: TRACE
            title: {zh: "测试", en: "a test"}
            key:
              type: product+lot
              value:
                - "has(signal.ruleId) ? signal.subject.productCode : event.productCode"
                - "has(signal.ruleId) ? signal.subject.lotNumber : event.lotNumber"
            within: 48 h
            measures:
              sales: {count: records, when: has(event.eventId)}
              hazards: {count: records, when: signal.ruleId == 'adr-death'}
            levels:
              - {level: II, when: sales >= 1 && hazards >= 1}
            explanation: {zh: "{sales} 次", en: "{sales} times"}
            """;

    private static final String RULE_OVER_SIGNALS = """
            id: test-ring
            version: 1
            kind: count
            stream: signals
            topic: TRACE
            title: {zh: "测试", en: "a test"}
            key: {type: county, value: [signal.region.code]}
            when: signal.ruleId in ['adr-death', 'test-lot']
            within: 7 days
            measures:
              keys: {distinct: signal.key.value}
            levels:
              - {level: II, when: keys >= 2}
            explanation: {zh: "{keys} 个", en: "{keys} keys"}
            """;

    private TwoInputStreamOperatorTestHarness<Observation, ControlRecord, RoutedRecord> harness;

    private void open(RuleStream stream, RuleState state) throws Exception {
        TestingControl control = new TestingControl()
                .reference(Topic.PRODUCTS, DefaultCatalogue.rows(Topic.PRODUCTS))
                .rule(RULES_OVER_SIGHTINGS, state)
                .rule(RULE_OVER_SIGNALS, state);
        harness = new TwoInputStreamOperatorTestHarness<>(
                new JudgeOfStream<>(new ObservationJudge(stream, control.loader())));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private List<RoutedRecord> judge(Observation... observations) throws Exception {
        for (Observation observation : observations) {
            harness.processElement1(observation, observation.time().toEpochMilli());
        }
        return harness.extractOutputValues();
    }

    @Test
    void aSightingAndASignalOfTheSameLotMeetAtOneKey() throws Exception {
        open(RuleStream.SIGHTINGS, RuleState.ACTIVE);
        Sighting sold = TestingObservations.purchase("E1", TIME, null, "L1");
        Signal death = TestingObservations.signal("adr-death", "86988001000222", "L1", TIME, "A1", "A2");

        List<RoutedRecord> routed = judge(Observation.of(sold), Observation.of(death));

        assertThat(routed)
                .extracting(record -> record.key().type() + " " + record.key().value())
                .containsExactly("product+lot 86988001000222|L1", "product+lot 86988001000222|L1");
        assertThat(routed.get(0).evidence())
                .containsExactly(new Evidence(
                        "purchase-registrations", "chain", "E1", TIME, "receipt-E1", "pharmacy", null, null, null));
        assertThat(routed.get(0).region().nameZh()).contains("大足");
        assertThat(routed.get(0).hits().get(0).subject().productName())
                .as("from the catalogue")
                .isNotBlank();
        assertThat(routed.get(1).evidence())
                .as("a signal rests on its records")
                .extracting(Evidence::eventId)
                .containsExactly("A1", "A2");
        assertThat(routed.get(1).identity().eventId()).isEqualTo(death.signalId());
        assertThat(routed.get(1).region()).isEqualTo(death.region());
    }

    @Test
    void recordsOfTwoStreamsWithTheSameIdAreTwo() throws Exception {
        open(RuleStream.SIGHTINGS, RuleState.ACTIVE);

        List<RoutedRecord> routed = judge(
                Observation.of(TestingObservations.purchase("E1", TIME, null, "L1")),
                Observation.of(TestingObservations.order("E1", TIME, null, "L1")));

        assertThat(routed).extracting(RoutedRecord::versionId).doesNotHaveDuplicates();
        assertThat(routed).hasSize(2);
    }

    @Test
    void rulesOverSignalsSeeSignalsAndRulesOverSightingsDoNotJudgeThere() throws Exception {
        open(RuleStream.SIGNALS, RuleState.ACTIVE);

        assertThat(judge(Observation.of(TestingObservations.signal("adr-death", "86988001000222", "L1", TIME, "A1"))))
                .singleElement()
                .satisfies(routed -> {
                    assertThat(routed.key().type()).isEqualTo("county");
                    assertThat(routed.key().value()).isEqualTo("500111");
                });
    }

    @Test
    void thereAreNoLoopsAndTrialsCountForNothing() throws Exception {
        open(RuleStream.SIGNALS, RuleState.ACTIVE);
        Signal derived = TestingObservations.signal("test-lot", "86988001000222", "L1", TIME, "A1");
        Signal onTrial = TestingObservations.onTrial(
                TestingObservations.signal("adr-death", "86988001000222", "L1", TIME, "A1"));

        assertThat(judge(Observation.of(derived), Observation.of(onTrial))).isEmpty();
    }

    @Test
    void whatNoRuleCaresAboutIsNotRouted() throws Exception {
        open(RuleStream.SIGHTINGS, RuleState.PAUSED);

        assertThat(judge(Observation.of(TestingObservations.purchase("E1", TIME, null, "L1"))))
                .isEmpty();
    }
}
