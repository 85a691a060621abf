package org.medsentry.local.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.medsentry.local.backtest.ComparedAlert.Difference;

/**
 * One rule under two rule sets. {@code alerts of A = onlyA + both} and {@code alerts of B = onlyB + both}, counted by key.
 *
 * @param ruleId null for the sum over all rules
 * @param versionA null where the first set lacks the rule
 * @param versionB null where the second set lacks it
 * @param textDiffers whether the two files differ
 * @param onlyA keys for which the first set alone raises it
 * @param onlyB keys for which the second set alone raises it
 * @param both keys for which both raise it
 * @param higherInB of both, those that reach a higher level by the second set
 * @param lowerInB of both, those that reach a lower level by the second set
 * @param otherEvidence of both, those of one level that stand on other records
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleComparison(
        String ruleId,
        Integer versionA,
        Integer versionB,
        boolean textDiffers,
        long onlyA,
        long onlyB,
        long both,
        long higherInB,
        long lowerInB,
        long otherEvidence,
        long signalsA,
        long signalsB) {

    static RuleComparison of(String ruleId, Integer versionA, Integer versionB, boolean textDiffers) {
        return new RuleComparison(ruleId, versionA, versionB, textDiffers, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    RuleComparison withSignals(long a, long b) {
        return plus(new RuleComparison(ruleId, versionA, versionB, textDiffers, 0, 0, 0, 0, 0, 0, a, b));
    }

    RuleComparison plus(Difference difference) {
        return plus(new RuleComparison(
                null,
                null,
                null,
                false,
                count(difference == Difference.ONLY_A),
                count(difference == Difference.ONLY_B),
                count(difference != Difference.ONLY_A && difference != Difference.ONLY_B),
                count(difference == Difference.HIGHER_IN_B),
                count(difference == Difference.LOWER_IN_B),
                count(difference == Difference.EVIDENCE),
                0,
                0));
    }

    RuleComparison plus(RuleComparison more) {
        return new RuleComparison(
                ruleId,
                versionA,
                versionB,
                textDiffers,
                onlyA + more.onlyA,
                onlyB + more.onlyB,
                both + more.both,
                higherInB + more.higherInB,
                lowerInB + more.lowerInB,
                otherEvidence + more.otherEvidence,
                signalsA + more.signalsA,
                signalsB + more.signalsB);
    }

    private static long count(boolean holds) {
        return holds ? 1 : 0;
    }
}
