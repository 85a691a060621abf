package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.DetectionClock;

class AbsenceMatcherTest {

    /** Ten in the morning in China. */
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private static final String RULE = """
            id: silent
            version: 1
            kind: absence
            stream: purchase-registrations
            topic: PURCHASE
            level: IV
            title: {zh: "题目", en: "Title"}
            key: {type: pharmacy, value: [event.pharmacyId]}
            silent: 24 h
            activeDays: 7
            explanation: {zh: "甲", en: "Silent since {lastEventAt} after {activeDays} days."}
            """;

    private TestingKeyedRules rules;

    @BeforeEach
    void open() throws Exception {
        rules = TestingKeyedRules.open(null, RULE);
    }

    @AfterEach
    void close() throws Exception {
        rules.close();
    }

    private void sell(String pharmacyId, Instant time) throws Exception {
        PurchaseRegistration sale = TestingSales.sale("E" + time + pharmacyId, time, "B", pharmacyId, 1);
        rules.send(sale, Facts.purchase(sale, null, null));
        rules.watermark(time.minusSeconds(300));
    }

    private Instant sellOnDays(String pharmacyId, int days) throws Exception {
        Instant last = START;
        for (int day = 0; day < days; day++) {
            last = START.plus(Duration.ofDays(day));
            sell(pharmacyId, last);
        }
        return last;
    }

    @Test
    void sevenActiveDaysAndThenADayOfSilenceAreOneSignalAndNotBefore() throws Exception {
        Instant last = sellOnDays("P1", 7);
        rules.watermark(last.plus(Duration.ofHours(24)).minusMillis(1));
        assertThat(rules.signals()).isEmpty();

        rules.watermark(last.plus(Duration.ofHours(24)));

        assertThat(rules.signals()).singleElement().satisfies(signal -> {
            assertThat(signal.key().value()).isEqualTo("P1");
            assertThat(signal.firstEventAt()).isEqualTo(last);
            assertThat(signal.lastEventAt()).isEqualTo(last.plus(Duration.ofHours(24)));
            assertThat(signal.explanation().en()).isEqualTo("Silent since 2026-03-07 10:00 after 7 days.");
            assertThat(signal.evidence()).hasSize(1);
        });
        rules.watermark(last.plus(Duration.ofDays(30)));
        assertThat(rules.signals()).hasSize(1);
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void sixDaysOrADayBetweenAreNotEnough() throws Exception {
        Instant last = sellOnDays("P1", 6);
        sellOnDays("P2", 4);
        for (int day = 5; day < 8; day++) {
            sell("P2", START.plus(Duration.ofDays(day)));
        }

        rules.watermark(last.plus(Duration.ofDays(30)));

        assertThat(rules.signals()).isEmpty();
        assertThat(rules.stateEntries()).isZero();
    }

    @Test
    void aRecordThatComesLateFillsTheDayBetween() throws Exception {
        for (int day : new int[] {0, 1, 2, 4, 5, 6}) {
            sell("P1", START.plus(Duration.ofDays(day)));
        }
        sell("P1", START.plus(Duration.ofDays(3)));

        rules.watermark(START.plus(Duration.ofDays(7)));

        assertThat(rules.signals())
                .singleElement()
                .satisfies(signal -> assertThat(signal.firstEventAt()).isEqualTo(START.plus(Duration.ofDays(6))));
    }

    /** The partition that it was read from is ahead of the others. */
    private void sellAhead(String pharmacyId, Instant time) throws Exception {
        PurchaseRegistration sale = TestingSales.sale("E" + time + pharmacyId, time, "B", pharmacyId, 1);
        rules.send(sale, Facts.purchase(sale, null, null));
    }

    @Test
    void recordsAheadOfStreamTimeDoNotHideTheSilenceBeforeThem() throws Exception {
        Instant last = sellOnDays("P1", 7);
        sellAhead("P1", last.plus(Duration.ofHours(30)));
        sellAhead("P1", last.plus(Duration.ofHours(31)));
        assertThat(rules.signals()).as("what lies between may still come").isEmpty();

        rules.watermark(last.plus(Duration.ofHours(24)));

        assertThat(rules.signals())
                .singleElement()
                .satisfies(signal -> assertThat(signal.firstEventAt()).isEqualTo(last));
        rules = rules.restart();
        rules.watermark(last.plus(Duration.ofHours(31 + 24)));
        assertThat(rules.signals())
                .as("active on each of the days before this silence too")
                .extracting(Signal::firstEventAt)
                .containsExactly(last.plus(Duration.ofHours(31)));
    }

    @Test
    void aRecordThatComesLaterCanFillTheGap() throws Exception {
        Instant last = sellOnDays("P1", 7);
        sellAhead("P1", last.plus(Duration.ofHours(48)));
        sellAhead("P1", last.plus(Duration.ofHours(40)));
        rules = rules.restart();

        sellAhead("P1", last.plus(Duration.ofHours(24)));
        rules.watermark(last.plus(Duration.ofHours(48 + 24)).minusMillis(1));

        assertThat(rules.signals()).isEmpty();
        rules.watermark(last.plus(Duration.ofHours(48 + 24)));
        assertThat(rules.signals())
                .singleElement()
                .satisfies(signal -> assertThat(signal.firstEventAt()).isEqualTo(last.plus(Duration.ofHours(48))));
    }

    @Test
    void lateRecordsFillTheDaysOfASourceThatWasSilent() throws Exception {
        for (int day : new int[] {0, 1, 2, 4, 5}) {
            sell("P1", START.plus(Duration.ofDays(day)));
        }
        Instant late = START.plus(Duration.ofDays(3));
        sellAhead("P1", late);
        sell("P1", START.plus(Duration.ofDays(6)));

        rules.watermark(START.plus(Duration.ofDays(7)));

        assertThat(rules.signals()).hasSize(1);
    }

    @Test
    void whateverTheOrderInWhichRecordsComeTheSilencesAreTheSame() throws Exception {
        List<Instant> times = new ArrayList<>();
        for (int hour : new int[] {0, 23, 46, 70, 94, 118, 140, 160, 190, 200, 224, 249, 300}) {
            times.add(START.plus(Duration.ofHours(hour)));
        }
        Set<List<Instant>> found = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(times, new Random(seed));
            try (TestingKeyedRules run = TestingKeyedRules.open(null, RULE)) {
                for (Instant time : times) {
                    PurchaseRegistration sale = TestingSales.sale("E" + time, time, "B", "P1", 1);
                    run.send(sale, Facts.purchase(sale, null, null));
                }
                run.watermark(START.plus(Duration.ofHours(400)));
                found.add(run.signals().stream().map(Signal::firstEventAt).toList());
            }
        }

        assertThat(found)
                .containsExactly(List.of(
                        START.plus(Duration.ofHours(160)),
                        START.plus(Duration.ofHours(224)),
                        START.plus(Duration.ofHours(249))));
    }

    @Test
    void whoGoesOnIsNeverSilent() throws Exception {
        for (int hour = 0; hour < 24 * 20; hour += 23) {
            sell("P1", START.plus(Duration.ofHours(hour)));
        }

        assertThat(rules.signals()).isEmpty();
        assertThat(rules.timers()).as("one a source, put off when it fires").isEqualTo(1);
    }

    @Test
    void theEndOfBoundedInputIsNoSilence() throws Exception {
        sellOnDays("P1", 7);
        rules.endOfInput();

        assertThat(rules.signals()).isEmpty();
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aRestartForgetsNothing() throws Exception {
        sellOnDays("P1", 4);
        rules = rules.restart();
        for (int day = 4; day < 7; day++) {
            sell("P1", START.plus(Duration.ofDays(day)));
        }
        rules = rules.restart();
        rules.watermark(START.plus(Duration.ofDays(8)));

        assertThat(rules.signals()).hasSize(1);
    }

    @Test
    void anotherNumberOfDaysLooksAtTheSameDays() throws Exception {
        sellOnDays("P1", 5);
        rules.publish(
                RULE.replace("version: 1", "version: 2").replace("activeDays: 7", "activeDays: 5"), RuleState.ACTIVE);
        rules.watermark(START.plus(Duration.ofDays(6)));

        assertThat(rules.signals()).extracting(Signal::ruleVersion).containsExactly(2);
    }

    @Test
    void aPausedRuleSaysNothingAndForgets() throws Exception {
        sellOnDays("P1", 7);
        rules.publish(RULE, RuleState.PAUSED);
        rules.watermark(START.plus(Duration.ofDays(30)));

        assertThat(rules.signals()).isEmpty();
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void liveTheWallClockSaysSoWhereTheWholeStreamIsSilent() throws Exception {
        rules.close();
        rules = TestingKeyedRules.open(TestingKeyedRules.settings(DetectionClock.WALL), null, RULE);
        for (int day = 0; day < 7; day++) {
            rules.processingTime(START.plus(Duration.ofDays(day)).toEpochMilli());
            sell("P1", START.plus(Duration.ofDays(day)));
        }
        Instant last = START.plus(Duration.ofDays(6));
        rules.processingTime(last.plus(Duration.ofHours(24)).toEpochMilli());
        assertThat(rules.signals()).as("records may be on their way").isEmpty();

        rules.processingTime(last.plus(Duration.ofHours(25)).toEpochMilli());

        assertThat(rules.signals()).hasSize(1);
        rules.watermark(last.plus(Duration.ofDays(9)));
        assertThat(rules.signals()).as("not by both clocks").hasSize(1);
        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }

    @Test
    void aRemovedRuleLeavesNothing() throws Exception {
        sellOnDays("P1", 7);
        sellOnDays("P2", 3);
        rules.publish(RULE, RuleState.REMOVED);

        assertThat(rules.stateEntries()).isZero();
        assertThat(rules.timers()).isZero();
    }
}
