package org.medsentry.streaming.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.SubjectKey;

/**
 * What a rule raised for one key in all, as its alert would show it.
 *
 * @param level the highest one
 * @param evidence event ids of all records
 */
record Raised(String ruleId, SubjectKey key, Level level, Set<String> evidence) {

    private record RuleAndKey(String ruleId, SubjectKey key) {}

    static List<Raised> of(List<Signal> signals) {
        Map<RuleAndKey, Raised> raised = new LinkedHashMap<>();
        for (Signal signal : signals) {
            Set<String> evidence = new LinkedHashSet<>();
            signal.evidence().stream().map(Evidence::eventId).forEach(evidence::add);
            raised.merge(
                    new RuleAndKey(signal.ruleId(), signal.key()),
                    new Raised(signal.ruleId(), signal.key(), signal.level(), evidence),
                    Raised::and);
        }
        return new ArrayList<>(raised.values());
    }

    private Raised and(Raised more) {
        Set<String> union = new LinkedHashSet<>(evidence);
        union.addAll(more.evidence);
        return new Raised(ruleId, key, Level.highest(level, more.level), union);
    }

    @Override
    public String toString() {
        return level + " for " + key.value() + " from " + String.join(", ", evidence);
    }
}
