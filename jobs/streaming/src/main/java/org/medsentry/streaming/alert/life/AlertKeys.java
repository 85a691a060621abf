package org.medsentry.streaming.alert.life;

import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.SubjectKey;

/** What alerts are kept by. */
public final class AlertKeys {

    private AlertKeys() {}

    /** An alert belongs to a rule and a key: of those there is one open alert at most. */
    public static String alertKey(String ruleId, SubjectKey key) {
        return ruleId + '\u0000' + key.type() + '\u0000' + key.value();
    }

    public static String alertKey(Alert alert) {
        return alertKey(alert.ruleId(), alert.key());
    }

    /** Alerts of one case live together; one without a case lives alone. */
    public static String caseKey(Alert alert) {
        return alert.caseKey() == null ? alertKey(alert) : alert.caseKey();
    }
}
