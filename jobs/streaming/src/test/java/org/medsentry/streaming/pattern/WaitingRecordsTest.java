package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.PurchaseRegistration;

/** Records that were judged by newer rules than the keyed operator has read: none is lost, none judged by the wrong ones. */
class WaitingRecordsTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final String RULE = """
            id: often
            version: 1
            kind: count
            stream: purchase-registrations
            topic: PURCHASE
            title: {zh: "题目", en: "Title"}
            within: 24 h
            key: {type: buyer, value: [event.buyer.token]}
            measures: {purchases: {count: records}}
            levels:
              - {level: IV, when: purchases >= 1}
            observed: purchases
            explanation: {zh: "甲", en: "A"}
            """;

    private TestingKeyedRules rules;

    @BeforeEach
    void open() throws Exception {
        rules = TestingKeyedRules.open(null);
        rules.processingTime(0);
    }

    @AfterEach
    void close() throws Exception {
        rules.close();
    }

    private void buy(String buyer, String eventId, int second) throws Exception {
        PurchaseRegistration sale = TestingSales.sale(eventId, START.plusSeconds(second), buyer, "P", 1);
        rules.send(sale, Facts.purchase(sale, null, null));
    }

    @Test
    void theyWaitForTheRulesAndKeepTheirOrder() throws Exception {
        rules.publishToJudge(RULE, RuleState.ACTIVE);
        buy("A", "E1", 0);
        buy("B", "E2", 1);
        buy("A", "E3", 2);
        rules.processingTime(100);
        assertThat(rules.signals()).isEmpty();

        rules.deliver();
        buy("A", "E4", 3);
        assertThat(rules.signals()).as("others of the key wait before it").isEmpty();
        rules.processingTime(200);

        assertThat(rules.signals())
                .filteredOn(signal -> signal.key().value().equals("A"))
                .extracting(Signal::observed)
                .containsExactly(1.0, 2.0, 3.0);
        assertThat(rules.signals())
                .filteredOn(signal -> signal.key().value().equals("B"))
                .hasSize(1);
        buy("A", "E5", 4);
        assertThat(rules.signals()).hasSize(5);
    }

    @Test
    void theyWaitAcrossARestart() throws Exception {
        rules.publishToJudge(RULE, RuleState.ACTIVE);
        buy("A", "E1", 0);
        buy("A", "E2", 1);

        rules = rules.restart();
        buy("A", "E3", 2);
        rules.processingTime(1000);

        assertThat(rules.signals()).extracting(Signal::observed).containsExactly(1.0, 2.0, 3.0);
        buy("A", "E4", 3);
        assertThat(rules.signals()).hasSize(4);
    }
}
