package org.medsentry.local.backtest;

import java.util.Comparator;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.SubjectKey;

/** What makes alerts of two rule sets comparable: their ids differ as soon as another record opened them. */
record AlertKey(String ruleId, SubjectKey key) implements Comparable<AlertKey> {

    private static final Comparator<AlertKey> ORDER = Comparator.comparing(AlertKey::ruleId)
            .thenComparing(alert -> alert.key().type())
            .thenComparing(alert -> alert.key().value());

    static AlertKey of(Alert alert) {
        return new AlertKey(alert.ruleId(), alert.key());
    }

    @Override
    public int compareTo(AlertKey other) {
        return ORDER.compare(this, other);
    }
}
