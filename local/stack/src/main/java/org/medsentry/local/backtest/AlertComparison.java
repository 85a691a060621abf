package org.medsentry.local.backtest;

import java.util.List;
import org.medsentry.local.backtest.ComparedAlert.Difference;
import org.medsentry.local.backtest.ComparedAlert.Side;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;

/** Holds what two rule sets raised for one rule and key against each other. */
final class AlertComparison {

    private AlertComparison() {}

    /** At least one of the lists holds an alert. */
    static ComparedAlert of(AlertKey key, List<Alert> a, List<Alert> b) {
        Side sideA = side(a);
        Side sideB = side(b);
        EvidenceComparison evidence = EvidenceComparison.of(a, b);
        return new ComparedAlert(
                key.ruleId(),
                key.key(),
                difference(sideA, sideB, evidence),
                sideA,
                sideB,
                evidence.onlyA(),
                evidence.onlyB(),
                evidence.isComplete());
    }

    private static Difference difference(Side a, Side b, EvidenceComparison evidence) {
        if (b == null) {
            return Difference.ONLY_A;
        }
        if (a == null) {
            return Difference.ONLY_B;
        }
        if (a.level() != b.level()) {
            return b.level().atLeast(a.level()) ? Difference.HIGHER_IN_B : Difference.LOWER_IN_B;
        }
        boolean sameEvidence =
                evidence.onlyA().isEmpty() && evidence.onlyB().isEmpty() && a.evidenceCount() == b.evidenceCount();
        return sameEvidence ? Difference.NONE : Difference.EVIDENCE;
    }

    private static Side side(List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return null;
        }
        Alert last = alerts.get(alerts.size() - 1);
        return new Side(
                alerts.stream().map(Alert::alertId).toList(),
                last.ruleVersion(),
                alerts.stream().map(Alert::level).reduce(Level.IV, Level::highest),
                alerts.get(0).openingEventAt(),
                last.lastEventAt(),
                alerts.stream().mapToLong(Alert::signalCount).sum(),
                alerts.stream().mapToLong(Alert::evidenceCount).sum());
    }
}
