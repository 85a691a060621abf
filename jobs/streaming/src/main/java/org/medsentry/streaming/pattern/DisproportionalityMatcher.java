package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.detectors.disproportionality.CountedReport;
import org.medsentry.detectors.disproportionality.PairCounts;
import org.medsentry.detectors.disproportionality.PairEntry;
import org.medsentry.detectors.disproportionality.ReportTable;
import org.medsentry.rules.DisproportionalityRule;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;

/**
 * The table of reports of each disproportionality rule. Reports are taken in the order of their receipt, once stream time has passed
 * them, so that live and backtest agree on which report raises a pair. One that comes later than that is taken at once: measures are of all
 * reports so far and know no window.
 *
 * <p>A rule has one key, and with it one task, because a margin is of all reports: so every pair is judged by margins of one and the same
 * moment. A report of two products and three reactions costs about a dozen reads and writes of state.
 *
 * <p>A pair fires once when its reports first meet a level, and again when they meet a higher one; once it was judged to meet none, it can
 * fire anew. The table stays until the rule goes or its shape changes.
 */
final class DisproportionalityMatcher implements KeyedMatcher {

    /** The newest reports of a pair that are kept to be cited. */
    private static final int CITED = 20;

    private final Matching matching;

    DisproportionalityMatcher(Matching matching) {
        this.matching = matching;
    }

    @Override
    public void hit(RoutedRecord routed, Hit hit, List<InForce> rules) throws Exception {
        take(routed.part(List.of(hit), List.of()), hit.watchId(), rules);
    }

    @Override
    public void withdraw(RoutedRecord routed, Hit withdrawal, List<InForce> rules) throws Exception {
        take(routed.part(List.of(), List.of(withdrawal)), withdrawal.watchId(), rules);
    }

    /** What concerns this rule may have to wait, and nothing else of the record. */
    private void take(RoutedRecord routed, String watchId, List<InForce> rules) throws Exception {
        if (routed.time() <= matching.watermark()) {
            count(routed, watchId, rules);
        } else {
            new KeyedReportStore(matching, watchId).begin();
            new WaitingReports(matching, watchId).add(routed);
        }
    }

    @Override
    public void onEventTime(String watchId, long time, List<InForce> rules) throws Exception {
        for (RoutedRecord routed : new WaitingReports(matching, watchId).due()) {
            count(routed, watchId, rules);
        }
    }

    private void count(RoutedRecord routed, String watchId, List<InForce> rules) throws Exception {
        boolean taken = !routed.withdrawals().isEmpty();
        Hit hit = taken ? routed.withdrawals().get(0) : routed.hits().get(0);
        // the name of the state holds the rule's id, so that only one rule can listen; none does while it is paused
        ReportTable<Evidence> table = new ReportTable<>(
                new KeyedReportStore(matching, watchId),
                CITED,
                (product, reaction, counts, entry, counted) -> rules.isEmpty()
                        ? entry.raised()
                        : judge(routed, hit, rules.get(0), product, reaction, counts, entry, counted));
        long report = routed.identity().hash();
        int version = routed.identity().version();
        boolean isNews = taken
                ? table.takeBack(report, version)
                : table.count(
                        report,
                        new CountedReport(
                                version, DisproportionalityRule.products(hit), DisproportionalityRule.reactions(hit)),
                        routed.evidence().get(0));
        if (!isNews) {
            matching.duplicate();
        }
    }

    /** @return how high the pair stands: 0, or one more than the number of its level */
    private int judge(
            RoutedRecord routed,
            Hit hit,
            InForce rule,
            String product,
            String reaction,
            PairCounts counts,
            PairEntry<Evidence> entry,
            boolean counted) {
        DisproportionalityRule asked = (DisproportionalityRule) rule.rule();
        int stands;
        Firing firing;
        try {
            Level level = asked.level(hit, product, reaction, counts, routed.region());
            stands = level == null ? 0 : level.ordinal() + 1;
            if (stands == 0 || !counted || stands <= entry.raised()) {
                return stands == 0 ? 0 : entry.raised();
            }
            firing = asked.fire(level, hit, product, reaction, counts, routed.region(), rule);
        } catch (RuntimeException | StackOverflowError contained) {
            matching.contained(rule, routed, contained.toString());
            return entry.raised();
        }
        signal(routed, firing, entry);
        return stands;
    }

    private void signal(RoutedRecord routed, Firing firing, PairEntry<Evidence> entry) {
        List<Evidence> evidence = entry.newest().stream()
                .map(PairEntry.Citation::evidence)
                .sorted(Comparator.comparing(Evidence::occurredAt))
                .toList();
        Instant first = evidence.get(0).occurredAt();
        Instant last = evidence.get(evidence.size() - 1).occurredAt();
        matching.signal(firing, routed.identity(), evidence, routed.region(), first, last);
    }

    @Override
    public void release(String watchId) throws Exception {
        new WaitingReports(matching, watchId).clear();
        new KeyedReportStore(matching, watchId).clear();
    }

    @Override
    public ValueStateDescriptor<?> descriptor() {
        return KeyedReportStore.REPORTS;
    }
}
