package org.medsentry.local.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.medsentry.local.backtest.BacktestSummary.ReferenceAccount;
import org.medsentry.local.backtest.BacktestSummary.RulesAccount;
import org.medsentry.local.backtest.BacktestSummary.StreamAccount;

/**
 * The account of a comparison of two rule sets over the same files.
 *
 * @param a the rules of the first set
 * @param b the rules of the second set
 * @param streams what was judged; the same for both
 * @param byRule every rule of either set
 * @param run what differs from run to run; not part of compare.json
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonSummary(
        RulesAccount a,
        RulesAccount b,
        List<StreamAccount> streams,
        ReferenceAccount reference,
        List<RuleComparison> byRule,
        RuleComparison total,
        RunAccount run) {

    /** @param durationMillis both runs and the comparison */
    public record RunAccount(String events, String rulesA, String rulesB, String out, long durationMillis) {}

    ComparisonSummary withRun(RunAccount account) {
        return new ComparisonSummary(a, b, streams, reference, byRule, total, account);
    }
}
