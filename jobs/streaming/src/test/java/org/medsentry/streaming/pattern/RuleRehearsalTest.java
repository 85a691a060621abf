package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.Facts;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.Rule;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.DetectionClock;
import org.medsentry.streaming.reference.Catalogue;
import org.medsentry.streaming.reference.ControlRecord;

/** What is tried out in memory must be what the operator raises, or examples would say nothing about the jobs. */
class RuleRehearsalTest {

    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");
    private static final int RECORDS = 600;
    private static final String SILENT = """
            id: test-silent
            version: 1
            kind: absence
            stream: purchase-registrations
            topic: PURCHASE
            level: IV
            title: {zh: "静默", en: "Silent"}
            key: {type: pharmacy, value: [event.pharmacyId]}
            silent: 8 h
            activeDays: 2
            explanation: {zh: "静默", en: "Silent"}
            """;
    private static final String PRICE = """
            id: test-price
            version: 1
            kind: outlier
            stream: purchase-registrations
            topic: PURCHASE
            title: {zh: "价格", en: "Price"}
            key: {type: product, value: [event.productCode]}
            value: event.unitPrice
            observations: 5
            levels:
              - {level: IV, when: value < 0.4 * median}
            explanation: {zh: "{value}", en: "{value}"}
            """;
    private static final List<String> RULES = List.of(
            DefaultRules.files().get("purchase-ephedrine-limit.yaml"),
            DefaultRules.files().get("purchase-ephedrine-hopping.yaml"),
            DefaultRules.files().get("purchase-repeat-four-kinds.yaml"),
            SILENT,
            PRICE);

    /** What a signal says, without what the clock and the names of places add. */
    private record Said(
            String ruleId,
            String key,
            String level,
            Instant first,
            Instant last,
            Double observed,
            List<String> evidence) {

        static Said of(Signal signal) {
            return new Said(
                    signal.ruleId(),
                    signal.key().value(),
                    signal.level().name(),
                    signal.firstEventAt(),
                    signal.lastEventAt(),
                    signal.observed(),
                    signal.evidence().stream().map(Evidence::eventId).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void raisesWhatTheOperatorRaises(long seed) throws Exception {
        Catalogue catalogue = catalogue();
        RuleRehearsal rehearsal =
                new RuleRehearsal(rules(), catalogue, TestingKeyedRules.settings(DetectionClock.STREAM));
        Enrichment enrichment = new Enrichment(catalogue);
        Random random = new Random(seed);
        try (TestingKeyedRules operator = TestingKeyedRules.open(null, RULES.toArray(String[]::new))) {
            Instant newest = START;
            for (int number = 0; number < RECORDS; number++) {
                Instant time = START.plus(Duration.ofMinutes(10L * number - random.nextInt(120)));
                PurchaseRegistration purchase = purchase(number - random.nextInt(2), time, random);
                Facts facts = enrichment.enrich(purchase).whole();
                operator.send(purchase, facts);
                rehearsal.accept(purchase);
                newest = time.isAfter(newest) ? time : newest;
                if (random.nextInt(5) == 0) {
                    operator.watermark(newest.minus(Duration.ofMinutes(5)));
                    rehearsal.advanceTo(newest.minus(Duration.ofMinutes(5)));
                }
            }
            Instant end = newest.plus(Duration.ofDays(2));
            operator.watermark(end);
            rehearsal.advanceTo(end);

            List<Said> expected = operator.signals().stream().map(Said::of).toList();
            assertThat(expected)
                    .extracting(Said::ruleId)
                    .contains(
                            "purchase-ephedrine-limit",
                            "purchase-ephedrine-hopping",
                            "purchase-repeat-four-kinds",
                            "test-silent",
                            "test-price");
            // Timers of one watermark fire in no particular order of keys.
            assertThat(rehearsal.signals().stream().map(Said::of).toList())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static LiveRules rules() throws RuleException {
        LiveRules rules = new LiveRules();
        for (String yaml : RULES) {
            Rule rule = RuleFile.parse("test.yaml", yaml);
            rules.apply(
                    new RulePublication(rule.id(), rule.version(), RuleState.ACTIVE, yaml, Instant.EPOCH, "a test"));
        }
        return rules;
    }

    private static Catalogue catalogue() throws RecordException {
        Catalogue catalogue = new Catalogue();
        for (String product : List.of(
                "{\"productCode\": \"86900000000011\", \"nameZh\": \"退热片\", \"categories\": [\"ANTIPYRETIC\"]}",
                "{\"productCode\": \"86900000000022\", \"nameZh\": \"复方\", \"controlClass\": \"EPHEDRINE_COMPOUND\"}")) {
            catalogue.apply(new ControlRecord(
                    Topic.PRODUCTS,
                    "products",
                    product,
                    product.getBytes(StandardCharsets.UTF_8),
                    0,
                    0,
                    Instant.EPOCH));
        }
        return catalogue;
    }

    /** Pharmacies close at times, so that some of them fall silent. */
    private static PurchaseRegistration purchase(int number, Instant time, Random random) {
        int pharmacy = random.nextInt(6) * (number % 150 < 75 ? 1 : 0);
        return new PurchaseRegistration(
                "e" + Math.max(0, number),
                "test",
                time,
                "R" + number,
                "P" + pharmacy,
                "500111",
                new Buyer("T" + random.nextInt(15), null, null, null, null, null, List.of()),
                random.nextBoolean() ? "86900000000011" : "86900000000022",
                null,
                null,
                null,
                null,
                1 + random.nextInt(4),
                random.nextInt(10) == 0 ? 1.0 : 10.0 + random.nextInt(4),
                null,
                null,
                Channel.COUNTER);
    }
}
