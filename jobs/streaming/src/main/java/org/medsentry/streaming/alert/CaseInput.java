package org.medsentry.streaming.alert;

import org.medsentry.streaming.alert.life.ResolvedAction;
import org.medsentry.streaming.alert.life.RoutedSignal;

/** What happens to a case: evidence or an action, the other is null. */
public record CaseInput(RoutedSignal signal, ResolvedAction action) {

    public static CaseInput of(RoutedSignal signal) {
        return new CaseInput(signal, null);
    }

    public static CaseInput of(ResolvedAction action) {
        return new CaseInput(null, action);
    }

    public String caseKey() {
        return signal != null ? signal.caseKey() : action.caseKey();
    }
}
