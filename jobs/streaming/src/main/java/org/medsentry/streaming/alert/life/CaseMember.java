package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.document.Level;

/**
 * What the other alerts of a case need to know of one of them, so that nobody has to read whole documents.
 *
 * @param territory codes of the regions around its place, province first, its own last; empty for the nation
 * @param inhibitedBy the alert that speaks for it; null if it speaks for itself
 */
public record CaseMember(
        String alertId,
        String ruleId,
        Level level,
        Instant raisedAt,
        List<String> inhibits,
        List<String> territory,
        String inhibitedBy) {}
