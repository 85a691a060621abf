package org.medsentry.streaming.pattern;

import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.streaming.ingest.VersionedReport;
import org.medsentry.streaming.reference.ControlLoader;

/**
 * Enriches and judges report versions. What the former version counted where this one does not count is taken back, so that
 * a follow-up replaces it and a withdrawn (nullified) report counts nowhere. The former version is looked at by the rules and
 * reference data of now: what it meant under others is not known any more.
 */
public final class ReportJudge extends RuleJudge<VersionedReport> {

    private static final long serialVersionUID = 1;

    private transient Enrichment enrichment;
    private transient Counter unknownProducts;

    public ReportJudge(ControlLoader loader) {
        super(RuleStream.ADVERSE_REACTIONS, loader, RecordJudge.REFERENCE);
    }

    @Override
    void open(MetricGroup metrics) {
        enrichment = new Enrichment(catalogue());
        unknownProducts = metrics.counter("unknownProducts");
    }

    @Override
    void judge(VersionedReport versions, long rulesPosition, JudgeOutput out) {
        AdverseReaction report = versions.current();
        Enrichment.Known known = enrichment.enrich(report);
        unknownProducts.inc(known.unknownProducts());
        Findings findings = find(known.whole(), known.suspects());
        if (versions.previous() != null) {
            Enrichment.Known former = enrichment.enrich(versions.previous());
            takeBack(former.whole(), former.suspects());
        }
        if (!findings.isEmpty()) {
            findings.route(
                    RecordIdentity.of(report),
                    List.of(RecordEvidence.of(report)),
                    catalogue().region(report.regionCode()),
                    catalogue()::region,
                    rulesPosition,
                    out::route);
        }
    }
}
