package org.medsentry.streaming.pattern;

import java.util.EnumSet;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.medsentry.rules.Facts;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Topic;
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
    protected void process(Observation observation, StreamRecord<Observation> element) {
        if (observation.sighting() != null) {
            seen(observation.sighting(), element);
        } else if (counts(observation.signal(), rules())) {
            found(observation.signal(), element);
        }
    }

    private void seen(Sighting sighting, StreamRecord<Observation> element) {
        judge(Facts.sighting(sighting, catalogue().product(sighting.productCode())), List.of());
        route(
                RecordIdentity.of(sighting),
                List.of(RecordEvidence.of(sighting)),
                catalogue().region(sighting.regionCode()),
                element);
    }

    static boolean counts(Signal signal, LiveRules rules) {
        return !signal.shadow() && !rules.isDerived(signal.ruleId());
    }

    private void found(Signal signal, StreamRecord<Observation> element) {
        judge(Facts.signal(stream(), signal), List.of());
        route(RecordIdentity.of(signal), signal.evidence(), signal.region(), element);
    }
}
