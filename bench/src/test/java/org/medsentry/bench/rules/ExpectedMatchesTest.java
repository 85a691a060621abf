package org.medsentry.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.event.PurchaseRegistration;

/** A load in which nothing matches, or everything, would say little of an engine. */
class ExpectedMatchesTest {

    private static final long PURCHASES = 200_000;

    @ParameterizedTest
    @EnumSource
    void everyLoadHasMatchesButFarFewerThanPurchases(Workload workload) {
        long matches = ExpectedMatches.of(workload, PURCHASES, false).values().stream()
                .mapToLong(Long::longValue)
                .sum();

        long concerned = PURCHASES * PurchaseLoad.RELEVANT_PERCENT / 100 * workload.rulesOfAPurchase();
        assertThat(matches).isBetween(concerned / 1000, concerned / 4);
    }

    @ParameterizedTest
    @EnumSource
    void oneInFivePurchasesConcernsARule(Workload workload) {
        long concerned = purchases(workload).stream()
                .filter(purchase -> workload.rulesByProduct().containsKey(purchase.productCode()))
                .count();

        assertThat((double) concerned / PURCHASES).isBetween(0.19, 0.21);
    }

    @Test
    void aRecordConcernsFiveRulesWhereverThereAreTenOrAHundred() {
        assertThat(Workload.TEN_RULES_FIVE_CONCERNED.rulesOfAPurchase()).isEqualTo(5);
        assertThat(Workload.HUNDRED_RULES_FIVE_CONCERNED.rulesOfAPurchase()).isEqualTo(5);
        assertThat(Workload.HUNDRED_RULES_FIVE_CONCERNED.rulesByProduct().values())
                .allMatch(rules -> rules.size() == 5);
    }

    @Test
    void aPurchaseIsTheSameForEverybody() {
        PurchaseLoad load = Workload.SEQUENCE.load();

        assertThat(load.purchase(17)).isEqualTo(load.purchase(17)).isNotEqualTo(load.purchase(18));
        assertThat(load.purchase(1).occurredAt())
                .isEqualTo(load.purchase(0).occurredAt().plusMillis(load.stepMillis()));
    }

    private static List<PurchaseRegistration> purchases(Workload workload) {
        return LongStream.range(0, PURCHASES)
                .mapToObj(workload.load()::purchase)
                .toList();
    }
}
