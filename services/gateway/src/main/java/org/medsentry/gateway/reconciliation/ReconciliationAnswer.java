package org.medsentry.gateway.reconciliation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.medsentry.schemas.codec.Documents;

/**
 * The answer to {@code GET /v1/reconciliation}.
 *
 * @param day by the receipt of requests, dead letters and late records
 * @param complete whether the day is over; records can still be found late on the days after, and belong to those
 * @param findings records to look at, oldest first
 * @param findingsLeftOut whether there were more than are kept for one day; the counts hold all
 * @param next to be given as {@code after} for the findings that follow; null after the last
 */
record ReconciliationAnswer(
        String source,
        String day,
        String zone,
        boolean complete,
        List<DayLedger.Totals> streams,
        List<Finding> findings,
        boolean findingsLeftOut,
        String next) {

    static byte[] of(
            String source,
            LocalDate day,
            ZoneId zone,
            boolean complete,
            DayLedger ledger,
            DayLedger.Place after,
            int limit) {
        List<Finding> findings = ledger.findings(after, limit + 1);
        boolean more = findings.size() > limit;
        List<Finding> shown = more ? findings.subList(0, limit) : findings;
        return Documents.withZone(zone)
                .toJson(new ReconciliationAnswer(
                        source,
                        day.toString(),
                        zone.getId(),
                        complete,
                        ledger.totals(),
                        shown,
                        ledger.isForgetful(),
                        more ? DayLedger.Place.of(shown.get(limit - 1)).toString() : null));
    }
}
