package org.medsentry.local.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.medsentry.schemas.document.DeadLetterReason;

/**
 * The account of a backtest.
 *
 * @param reference what it was judged against
 * @param rules what it was judged by
 * @param pseudonymKeyId id of the key under which pseudonyms were made
 * @param byRule in the order of rule ids; a rule that found nothing has one entry without a level
 * @param run what differs from run to run; not part of summary.json
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BacktestSummary(
        List<StreamAccount> streams,
        List<RuleAccount> byRule,
        long signals,
        long alerts,
        long alertRevisions,
        long deadLetters,
        long lateRecords,
        ReferenceAccount reference,
        RulesAccount rules,
        String pseudonymKeyId,
        RunAccount run) {

    /**
     * One stream; {@code records = good + deadLetters} always holds.
     *
     * @param file null where there was none
     * @param records lines that are not blank
     * @param late good records that came too late for sequences
     * @param repeats how often rules met a record again; a repeat that no rule cares about is not seen and not counted
     * @param unknownProducts mentions of products that the reference data lacks
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StreamAccount(
            String stream,
            String file,
            long records,
            long good,
            long deadLetters,
            Map<DeadLetterReason, Long> deadLettersByReason,
            long late,
            long repeats,
            long unknownProducts) {}

    /**
     * One rule and level.
     *
     * @param level null for a rule that found nothing
     * @param signals signals of this level
     * @param alerts alerts that reached this level and no higher one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleAccount(String ruleId, String level, long signals, long alerts) {}

    /**
     * @param origin in words
     * @param files rows by file name
     * @param deadLetters bad rows among them
     */
    public record ReferenceAccount(String origin, Map<String, Long> files, long deadLetters) {}

    /**
     * @param origin in words
     * @param inForce ruleId#version of each
     * @param failures how often judging a record by a rule threw; 0 unless a rule divides by zero or the like
     */
    public record RulesAccount(String origin, List<String> inForce, long failures) {}

    /** @param recordsPerSecond over the whole run, start and end of the mini cluster included */
    public record RunAccount(
            String events, String reference, String rules, String out, long durationMillis, long recordsPerSecond) {}

    BacktestSummary withRun(RunAccount account) {
        return new BacktestSummary(
                streams,
                byRule,
                signals,
                alerts,
                alertRevisions,
                deadLetters,
                lateRecords,
                reference,
                rules,
                pseudonymKeyId,
                account);
    }
}
