package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.rules.Facts;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.event.Buyer;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.reference.Product;
import org.medsentry.streaming.pattern.CountReference.Found;
import org.medsentry.streaming.pattern.CountReference.Seen;

/** Count rules against a plain computation, over random streams with all that streams bring. */
class CountMatcherTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration LATENESS = Duration.ofHours(47);
    private static final String[] COUNTIES = {"500111", "500112", "510104", "510105", "510704"};

    private final List<String> sent = new ArrayList<>();
    private Random random;
    private CountReference reference;
    private TestingKeyedRules rules;
    private Instant newest = START;
    private Instant watermark = START.minus(Duration.ofDays(30));
    private int checked;
    private int found;
    private int mostEntries;
    private int events;

    /** Between purchases, at most three of them. */
    private Duration gap = Duration.ofMinutes(30);

    /** Windows of hours over days of records: most records are reached by late ones only, and are set aside. */
    @ParameterizedTest
    @CsvSource({"11,heap", "12,heap", "13,rocksdb", "14,rocksdb"})
    void equalsThePlainComputationOverRecordsThatAreSetAside(long seed, String backend) throws Exception {
        gap = Duration.ofMinutes(4);
        run(seed, backend, TestingCountRules.ofHours(), 1200);
        assertThat(mostEntries)
                .as("6 buyers with a log of two counters, and segments")
                .isGreaterThan(12);
    }

    @ParameterizedTest
    @CsvSource({"1,heap", "2,heap", "3,heap", "4,heap", "5,heap", "6,rocksdb", "7,rocksdb"})
    void equalsThePlainComputation(long seed, String backend) throws Exception {
        run(seed, backend, TestingCountRules.all(), 450);
    }

    private void run(long seed, String backend, List<CountReference.Spec> specs, int steps) throws Exception {
        random = new Random(seed);
        reference = new CountReference(specs);
        StateBackend stateBackend = backend.equals("heap") ? null : new EmbeddedRocksDBStateBackend();
        rules = TestingKeyedRules.open(
                stateBackend, specs.stream().map(CountReference.Spec::yaml).toArray(String[]::new));
        for (int step = 0; step < steps; step++) {
            step();
            if (step % 113 == 112) {
                mostEntries = stateBackend == null ? Math.max(mostEntries, rules.stateEntries()) : Integer.MAX_VALUE;
                rules = rules.restart();
                checked = 0;
            }
        }
        assertThat(found).as("the test looks at something").isGreaterThan(200);

        rules.watermark(newest.plus(Duration.ofDays(30)));
        if (stateBackend == null) {
            assertThat(rules.stateEntries()).isZero();
        }
        assertThat(rules.timers()).isZero();
        rules.close();
    }

    private void step() throws Exception {
        int kind = random.nextInt(100);
        if (kind < 80 || sent.isEmpty()) {
            String eventId = "E" + events++;
            sent.add(eventId);
            send(purchase(eventId), 1);
            return;
        }
        Seen known = reference.known(sent.get(Math.max(0, sent.size() - 1 - random.nextInt(40))));
        if (known == null || known.time().isBefore(watermark.minus(LATENESS))) {
            return;
        }
        if (kind < 86) {
            send(known.event(), known.version());
        } else if (kind < 92) {
            replace(known, purchase(known.event().eventId()));
        } else if (kind < 95) {
            withdraw(known);
        } else {
            Instant next = newest.minus(gap.multipliedBy(random.nextInt(40) * 2L));
            if (next.isAfter(watermark)) {
                watermark = next;
                rules.watermark(next);
            }
        }
    }

    private PurchaseRegistration purchase(String eventId) {
        newest = newest.plus(gap.multipliedBy(random.nextInt(4)));
        Instant time = newest;
        if (random.nextInt(4) == 0) {
            time = newest.minus(gap.multipliedBy(lateBy()));
        }
        if (time.isBefore(watermark.minus(LATENESS))) {
            time = newest;
        }
        List<Symptom> symptoms = new ArrayList<>();
        for (Symptom symptom : List.of(Symptom.FEVER, Symptom.COUGH)) {
            if (random.nextInt(3) == 0) {
                symptoms.add(symptom);
            }
        }
        return new PurchaseRegistration(
                eventId,
                "chain",
                time,
                "R" + eventId,
                "P" + random.nextInt(4),
                COUNTIES[random.nextInt(COUNTIES.length)],
                new Buyer("B" + random.nextInt(6), null, null, null, null, null, symptoms),
                "8690000000000" + random.nextInt(3),
                null,
                null,
                random.nextInt(3) == 0 ? null : "L" + random.nextInt(2),
                null,
                1 + random.nextInt(4),
                null,
                null,
                null,
                Channel.COUNTER);
    }

    /** Some of them a long time. */
    private int lateBy() {
        return random.nextInt(random.nextInt(3) == 0 ? 600 : 90);
    }

    private static Product product(PurchaseRegistration purchase) {
        int number = purchase.productCode().charAt(13) - '0';
        return new Product(
                purchase.productCode(),
                "药",
                null,
                null,
                null,
                null,
                null,
                false,
                TestingCountRules.categories().get(number),
                null,
                List.of(),
                false,
                null,
                null);
    }

    private static Facts facts(PurchaseRegistration purchase) {
        return Facts.purchase(purchase, product(purchase), null);
    }

    private static RecordIdentity identity(PurchaseRegistration purchase, int version) {
        return new RecordIdentity(
                purchase.stream().id(), purchase.source(), purchase.eventId(), version, purchase.occurredAt());
    }

    private static List<Evidence> evidence(PurchaseRegistration purchase) {
        return List.of(RecordEvidence.of(purchase));
    }

    private void send(PurchaseRegistration purchase, int version) throws Exception {
        List<Found> expected = reference.arrive(purchase, product(purchase), version);
        rules.send(identity(purchase, version), evidence(purchase), facts(purchase));
        check(purchase, expected);
    }

    private void replace(Seen known, PurchaseRegistration purchase) throws Exception {
        List<Found> expected = reference.arrive(purchase, product(purchase), known.version() + 1);
        rules.replace(
                identity(purchase, known.version() + 1), evidence(purchase), facts(purchase), facts(known.event()));
        check(purchase, expected);
    }

    private void withdraw(Seen known) throws Exception {
        reference.withdraw(known.event().eventId());
        rules.replace(
                identity(known.event(), known.version() + 1), evidence(known.event()), null, facts(known.event()));
        sent.remove(known.event().eventId());
        check(known.event(), List.of());
    }

    private void check(PurchaseRegistration purchase, List<Found> expected) {
        List<Found> signals = rules.signals().subList(checked, rules.signals().size()).stream()
                .map(Found::of)
                .toList();
        checked = rules.signals().size();
        found += expected.size();
        assertThat(signals).as("what %s led to", purchase).containsExactlyInAnyOrderElementsOf(expected);
    }
}
