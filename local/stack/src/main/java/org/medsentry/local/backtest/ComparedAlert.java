package org.medsentry.local.backtest;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;

/**
 * What one rule set raised for a rule and key, and the other did not raise, or not so: a row of compare.jsonl.
 *
 * @param a what the first rule set raised, or null
 * @param b what the second one raised, or null
 * @param evidenceOnlyA records that are evidence by the first rule set alone
 * @param evidenceOnlyB records that are evidence by the second one alone
 * @param evidenceIsComplete false where an alert shows only its newest records: then older ones are not compared
 */
public record ComparedAlert(
        String ruleId,
        SubjectKey key,
        Difference difference,
        Side a,
        Side b,
        List<EvidenceRecord> evidenceOnlyA,
        List<EvidenceRecord> evidenceOnlyB,
        boolean evidenceIsComplete) {

    /** The gravest that applies. */
    public enum Difference {
        ONLY_A,
        ONLY_B,
        /** Both, and by the second rule set it reached a higher level. */
        HIGHER_IN_B,
        /** Both, and by the second rule set it reached a lower level. */
        LOWER_IN_B,
        /** Both, at one level, from other records. */
        EVIDENCE,
        /** Not written as a row. */
        NONE
    }

    /** One rule set's alert; if it raised several for the key one after the other, all of them. */
    public record Side(
            List<String> alertIds,
            int ruleVersion,
            Level level,
            Instant openingEventAt,
            Instant lastEventAt,
            long signalCount,
            long evidenceCount) {}

    /** Names a record. */
    public record EvidenceRecord(String stream, String source, String eventId, Instant occurredAt) {}
}
