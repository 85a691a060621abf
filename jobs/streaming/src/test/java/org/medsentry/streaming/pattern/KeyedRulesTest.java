package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.Firing;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;

class KeyedRulesTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private TestingKeyedRules rules;

    @BeforeEach
    void open() throws Exception {
        rules = TestingKeyedRules.open(null);
    }

    @AfterEach
    void close() throws Exception {
        rules.close();
    }

    private void send(String buyer, String eventId, Instant time, String... rules) throws Exception {
        SubjectKey key = new SubjectKey("buyer", buyer);
        Evidence evidence =
                new Evidence("purchase-registrations", "chain", eventId, time, "R1", "P1", null, null, null);
        List<Firing> firings =
                List.of(rules).stream().map(rule -> firing(rule, key)).toList();
        RecordIdentity identity = new RecordIdentity("purchase-registrations", "chain", eventId, 1, time);
        this.rules.send(new RoutedRecord(key, identity, List.of(evidence), null, 0, firings, List.of(), List.of()));
    }

    private static Firing firing(String ruleId, SubjectKey key) {
        return new Firing(
                ruleId,
                1,
                Level.IV,
                List.of(),
                ResponsibilityTopic.PURCHASE,
                key,
                new Subject(null, null, null, null, null, null, null, null, null, null, null, null, null),
                3.0,
                null,
                2.0,
                null,
                null,
                new LocalisedText("标题", "title"),
                new LocalisedText("说明", "explanation"),
                true,
                false,
                List.of());
    }

    @Test
    void eachFiringBecomesASignalOnceHoweverOftenTheRecordIsSent() throws Exception {
        send("B1", "E1", START, "rule-a", "rule-b");
        send("B1", "E1", START, "rule-a", "rule-b");
        send("B2", "E1", START, "rule-a");
        send("B1", "E2", START.minusSeconds(3600), "rule-a");

        assertThat(rules.signals())
                .extracting(signal -> signal.ruleId() + " " + signal.key().value() + " "
                        + signal.evidence().get(0).eventId())
                .containsExactly("rule-a B1 E1", "rule-b B1 E1", "rule-a B2 E1", "rule-a B1 E2");
        assertThat(rules.signals()).extracting(Signal::signalId).doesNotHaveDuplicates();
        assertThat(rules.signals().get(0).detectedAt()).isEqualTo(START);
    }

    @Test
    void aDuplicateAcrossARestoreIsStillOne() throws Exception {
        send("B1", "E1", START, "rule-a");
        rules = rules.restart();

        send("B1", "E1", START, "rule-a");

        assertThat(rules.signals()).isEmpty();
    }

    @Test
    void stateAndTimersReturnToZero() throws Exception {
        for (int event = 0; event < 50; event++) {
            send("B" + event % 5, "E" + event, START.plusSeconds(60L * event), "rule-a");
        }
        assertThat(rules.stateEntries()).isEqualTo(5);
        assertThat(rules.timers()).as("one an hour and key").isEqualTo(5);

        rules.watermark(START.plus(Duration.ofDays(7)).plus(Duration.ofHours(3)));

        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }
}
