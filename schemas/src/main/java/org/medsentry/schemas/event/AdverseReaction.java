package org.medsentry.schemas.event;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.Stream;

/**
 * One version of an adverse-reaction report (不良反应报告), checked and pseudonymised. Optional fields are null, optional
 * arrays empty when missing.
 *
 * @param occurredAt onset, which can lie months before the report
 * @param awareAt when the reporter learned of the case; the deadline clock starts here, or at the onset where it is null
 */
public record AdverseReaction(
        String eventId,
        String source,
        int version,
        boolean nullified,
        Instant awareAt,
        Instant occurredAt,
        Instant reportedAt,
        ReporterType reporterType,
        String reporterId,
        String regionCode,
        Patient patient,
        List<ReportedProduct> products,
        List<ReportedReaction> reactions,
        List<Seriousness> seriousness,
        Expectedness expectedness,
        Outcome outcome)
        implements StreamRecord {

    @Override
    public Stream stream() {
        return Stream.ADVERSE_REACTIONS;
    }

    @Override
    public Instant streamTime() {
        return reportedAt;
    }
}
