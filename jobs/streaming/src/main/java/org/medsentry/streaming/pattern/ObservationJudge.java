package org.medsentry.streaming.pattern;

import java.util.EnumSet;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.medsentry.rules.Facts;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.correlate.Observation;
import org.medsentry.streaming.reference.ControlLoader;

/**
 * Judges what was seen and what other rules found, by the rules over sightings or over signals. A signal cites the records
 * that made it, so that what is concluded from several signals rests on the records of all of them.
 *
 * <p>Signals of a rule on trial count for nothing, nor do those of rules that look at findings themselves: there are no
 * loops.
 */
public final class ObservationJudge extends RuleJudge<Observation> {

    private static final long serialVersionUID = 1;

    /** @param stream {@link RuleStream#SIGHTINGS} or {@link RuleStream#SIGNALS} */
    public ObservationJudge(RuleStream stream, ControlLoader loader) {
        super(stream, loader, EnumSet.of(Topic.PRODUCTS, Topic.REGIONS));
    }

    @Override
    void open(MetricGroup metrics) {
        // rules and catalogue are all it needs
    }

    @Override
    void judge(Observation observation, long rulesPosition, JudgeOutput out) {
        if (observation.sighting() != null) {
            seen(observation.sighting(), rulesPosition, out);
        } else if (counts(observation.signal(), rules())) {
            found(observation.signal(), rulesPosition, out);
        }
    }

    private void seen(Sighting sighting, long rulesPosition, JudgeOutput out) {
        Findings findings = find(Facts.sighting(sighting, catalogue().product(sighting.productCode())), List.of());
        if (!findings.isEmpty()) {
            route(
                    findings,
                    RecordIdentity.of(sighting),
                    List.of(RecordEvidence.of(sighting)),
                    catalogue().region(sighting.regionCode()),
                    rulesPosition,
                    out);
        }
    }

    static boolean counts(Signal signal, LiveRules rules) {
        return !signal.shadow() && !rules.isDerived(signal.ruleId());
    }

    private void found(Signal signal, long rulesPosition, JudgeOutput out) {
        Findings findings = find(Facts.signal(stream(), signal), List.of());
        if (!findings.isEmpty()) {
            route(findings, RecordIdentity.of(signal), signal.evidence(), signal.region(), rulesPosition, out);
        }
    }

    private void route(
            Findings findings,
            RecordIdentity identity,
            List<Evidence> evidence,
            RegionReference region,
            long rulesPosition,
            JudgeOutput out) {
        findings.route(identity, evidence, region, catalogue()::region, rulesPosition, out::route);
    }
}
