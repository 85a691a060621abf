package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.event.Channel;
import org.medsentry.schemas.event.Symptom;

/** An event meets only the rules that can concern it, and the result is that of asking them all. */
class RuleIndexTest {

    private static String rule(String id, String when) {
        return TestingFiles.when(when).replace("id: test-rule", "id: " + id);
    }

    private static final List<String> CONDITIONS = List.of(
            "event.pharmacyId == 'P%d'",
            "event.quantity > 2 && 'P%d' == event.pharmacyId",
            "event.pharmacyId in ['P%d', 'P1'] && event.channel == 'COUNTER'",
            "event.channel == 'DELIVERY' && event.quantity != %d",
            "event.pharmacyId == 'P%d' && 'FEVER' in event.buyer.symptoms",
            "event.channel == 'COUNTER' || event.pharmacyId == 'P%d'",
            "event.lotNumber == 'L%d' && event.channel == 'COUNTER'",
            "event.quantity > %d");

    @Test
    void findsWhatAskingEveryRuleFinds() {
        List<TestingRules> alone = new ArrayList<>();
        TestingRules together = new TestingRules();
        for (int number = 0; number < 120; number++) {
            String yaml = rule(
                    "rule-%03d".formatted(number),
                    CONDITIONS.get(number % CONDITIONS.size()).formatted(number % 7));
            together.publish(yaml, RuleState.ACTIVE);
            alone.add(TestingRules.of(yaml));
        }
        Random random = new Random(7);
        int fired = 0;
        for (int record = 0; record < 300; record++) {
            TestingPurchase purchase = new TestingPurchase();
            purchase.pharmacyId = "P" + random.nextInt(7);
            purchase.lotNumber = random.nextBoolean() ? "L" + random.nextInt(7) : null;
            purchase.quantity = 1 + random.nextInt(6);
            purchase.channel = Channel.values()[random.nextInt(Channel.values().length)];
            purchase.symptoms = random.nextBoolean() ? List.of(Symptom.FEVER) : List.of();
            Facts facts = Facts.purchase(purchase.build(), null, null);
            List<String> expected =
                    alone.stream().flatMap(rule -> rule.idsOf(facts).stream()).toList();
            assertThat(together.idsOf(facts)).isEqualTo(expected);
            fired += expected.size();
        }
        assertThat(fired).isGreaterThan(1000);
    }

    @Test
    void asksOnlyRulesThatTurnOnWhatTheRecordHas() {
        List<List<EqualityTerm>> terms = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            terms.add(List.of(new EqualityTerm("kind", frame -> "K7", Set.of("K" + number))));
        }
        terms.add(List.of());
        RuleIndex index = new RuleIndex(terms);

        int first = index.first(new Frame());

        assertThat(first).isEqualTo(7);
        assertThat(index.next(first)).isEqualTo(100);
        assertThat(index.next(100)).isEqualTo(-1);
    }
}
