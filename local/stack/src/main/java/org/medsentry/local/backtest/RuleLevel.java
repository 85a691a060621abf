package org.medsentry.local.backtest;

import java.util.Comparator;
import org.medsentry.schemas.document.Level;

/** What signals and alerts are counted by. */
record RuleLevel(String ruleId, Level level) implements Comparable<RuleLevel> {

    private static final Comparator<RuleLevel> ORDER = Comparator.comparing(RuleLevel::ruleId)
            .thenComparing(entry -> entry.level().rank());

    @Override
    public int compareTo(RuleLevel other) {
        return ORDER.compare(this, other);
    }
}
