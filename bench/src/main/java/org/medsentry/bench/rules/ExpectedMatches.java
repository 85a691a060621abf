package org.medsentry.bench.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.medsentry.schemas.event.PurchaseRegistration;

/**
 * The matches of the first so many purchases, found in plain Java with no engine around it, straight from what the rules
 * say. A contender that finds others is not measured.
 */
final class ExpectedMatches {

    /** A sale of the first product, and how far it has come. */
    private static final class Begun {
        private final long time;
        private final int quantity;
        private boolean secondSeen;

        Begun(PurchaseRegistration first) {
            time = first.occurredAt().toEpochMilli();
            quantity = first.quantity();
        }
    }

    private final Workload workload;
    private final Map<String, Long> byRule = new TreeMap<>();
    private final Map<String, List<Long>> timesByBuyerAndProduct = new HashMap<>();
    private final Map<String, List<Begun>> begunByBuyer = new HashMap<>();

    private final boolean joinsMatchesOfARecord;

    private ExpectedMatches(Workload workload, boolean joinsMatchesOfARecord) {
        this.workload = workload;
        this.joinsMatchesOfARecord = joinsMatchesOfARecord;
    }

    /**
     * Finds them.
     *
     * @param joinsMatchesOfARecord whether matches of a rule that end with the same purchase count as one
     * @return how often each rule matched; rules that never did are not there
     */
    static Map<String, Long> of(Workload workload, long purchases, boolean joinsMatchesOfARecord) {
        ExpectedMatches expected = new ExpectedMatches(workload, joinsMatchesOfARecord);
        LongStream.range(0, purchases).mapToObj(workload.load()::purchase).forEach(expected::judge);
        return Collections.unmodifiableMap(expected.byRule);
    }

    private void judge(PurchaseRegistration purchase) {
        List<BenchmarkRule> concerned = workload.rulesByProduct().get(purchase.productCode());
        if (concerned == null) {
            return;
        }
        List<Long> times = timesByBuyerAndProduct.computeIfAbsent(
                purchase.buyer().token() + ' ' + purchase.productCode(), key -> new ArrayList<>());
        times.add(purchase.occurredAt().toEpochMilli());
        for (BenchmarkRule rule : concerned) {
            long matches = rule instanceof BenchmarkRule.OfAKind ofAKind
                    ? count(ofAKind, times)
                    : follow((BenchmarkRule.Steps) rule, purchase);
            if (matches > 0) {
                byRule.merge(rule.id(), joinsMatchesOfARecord ? 1 : matches, Long::sum);
            }
        }
    }

    private static long count(BenchmarkRule.OfAKind rule, List<Long> times) {
        int first = times.size() - rule.times();
        return first >= 0
                        && times.get(times.size() - 1) - times.get(first)
                                <= rule.within().toMillis()
                ? 1
                : 0;
    }

    private long follow(BenchmarkRule.Steps rule, PurchaseRegistration purchase) {
        List<Begun> begun = begunByBuyer.computeIfAbsent(purchase.buyer().token(), key -> new ArrayList<>());
        long now = purchase.occurredAt().toEpochMilli();
        String product = purchase.productCode();
        long matches = 0;
        for (Iterator<Begun> each = begun.iterator(); each.hasNext(); ) {
            Begun one = each.next();
            if (now - one.time > rule.within().toMillis() || (product.equals(rule.forbidden()) && !one.secondSeen)) {
                each.remove();
            } else if (product.equals(rule.second()) && !one.secondSeen && purchase.quantity() > one.quantity) {
                one.secondSeen = true;
            } else if (product.equals(rule.third()) && one.secondSeen) {
                each.remove();
                matches++;
            }
        }
        if (product.equals(rule.first())) {
            begun.add(new Begun(purchase));
        }
        return matches;
    }
}
