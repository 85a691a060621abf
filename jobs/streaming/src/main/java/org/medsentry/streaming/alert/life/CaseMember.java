package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.document.Level;

/**
 * What the other alerts of a case need to know of one of them, so that nobody has to read whole documents.
 *
 * @param countedFor what its key names beside a region, where the rule counts for regions; else null
 * @param territory codes of the regions around its place, province first, its own last; empty for the nation
 * @param inhibitedBy the alert that speaks for it; null if it speaks for itself
 * @param told ids of the units that were told of it
 * @param toldLevel the level at which they were told last; null if nobody was
 */
public record CaseMember(
        String alertId,
        String ruleId,
        Level level,
        Instant raisedAt,
        List<String> inhibits,
        String countedFor,
        List<String> territory,
        String inhibitedBy,
        List<String> told,
        Level toldLevel) {

    /** Whether both are counts of the same for places one of which holds the other: one thing, seen from far and from near. */
    boolean isPartOrWholeOf(CaseMember other) {
        return countedFor != null
                && countedFor.equals(other.countedFor)
                && ruleId.equals(other.ruleId)
                && Territory.nested(territory, other.territory);
    }
}
