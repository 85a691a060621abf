package org.medsentry.streaming.alert;

import java.util.HashMap;
import java.util.Map;
import org.medsentry.rules.CaseGrouping;
import org.medsentry.rules.RuleException;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.codec.RulePublicationDecoder;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.reference.ControlRecord;

/** What the newest version of each rule says of its cases. */
final class RuleGroupings {

    private record Stated(int version, CaseGrouping grouping) {}

    private final Map<String, Stated> byRule = new HashMap<>();

    /** @throws RecordException or RuleException if the row is bad: it has its dead letter elsewhere */
    void apply(ControlRecord row) throws RecordException, RuleException {
        if (row.value() == null) {
            return;
        }
        RulePublication publication = RulePublicationDecoder.decode(row.value());
        Stated known = byRule.get(publication.ruleId());
        if (publication.state() != RuleState.REMOVED && (known == null || publication.version() >= known.version())) {
            byRule.put(
                    publication.ruleId(),
                    new Stated(publication.version(), CaseGrouping.of(publication.ruleId(), publication.yaml())));
        }
    }

    /** The signal with the case that it belongs to. */
    Signal grouped(Signal signal) {
        Stated stated = byRule.get(signal.ruleId());
        return stated == null
                ? signal
                : signal.inCase(
                        stated.grouping().keyOf(signal.subject()).orElse(null),
                        stated.grouping().inhibits());
    }
}
