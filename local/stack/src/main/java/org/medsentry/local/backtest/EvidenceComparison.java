package org.medsentry.local.backtest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medsentry.local.backtest.ComparedAlert.EvidenceRecord;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Evidence;

/**
 * Which records are evidence on one side alone. An alert shows its newest records only; what is older than all that the
 * other side shows may well be evidence there, so nothing is said of it.
 */
record EvidenceComparison(List<EvidenceRecord> onlyA, List<EvidenceRecord> onlyB, boolean isComplete) {

    static EvidenceComparison of(List<Alert> a, List<Alert> b) {
        List<EvidenceRecord> shownA = shown(a);
        List<EvidenceRecord> shownB = shown(b);
        boolean completeA = isComplete(a);
        boolean completeB = isComplete(b);
        return new EvidenceComparison(
                missing(shownA, shownB, completeB), missing(shownB, shownA, completeA), completeA && completeB);
    }

    private static List<EvidenceRecord> shown(List<Alert> alerts) {
        Set<EvidenceRecord> shown = new LinkedHashSet<>();
        for (Alert alert : alerts) {
            for (Evidence evidence : alert.evidence()) {
                shown.add(new EvidenceRecord(
                        evidence.stream(), evidence.source(), evidence.eventId(), evidence.occurredAt()));
            }
        }
        return List.copyOf(shown);
    }

    private static boolean isComplete(List<Alert> alerts) {
        return alerts.stream()
                .allMatch(alert -> alert.evidenceCount() <= alert.evidence().size());
    }

    private static List<EvidenceRecord> missing(
            List<EvidenceRecord> records, List<EvidenceRecord> others, boolean othersAreComplete) {
        Set<EvidenceRecord> there = new HashSet<>(others);
        List<EvidenceRecord> missing = new ArrayList<>();
        boolean comparable = othersAreComplete;
        for (EvidenceRecord record : records) {
            if (there.contains(record)) {
                comparable = true;
            } else if (comparable) {
                missing.add(record);
            }
        }
        return missing;
    }
}
