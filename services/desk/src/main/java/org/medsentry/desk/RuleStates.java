package org.medsentry.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medsentry.desk.RuleStateChange.Wish;
import org.medsentry.schemas.document.RulePublication;

/** Pauses, resumes and removes published rules: their newest version is published again, in another state. */
public final class RuleStates {

    private final RulePublisher publisher;

    public RuleStates(RulePublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Nothing is sent if one rule is refused.
     *
     * @param dryRun only say what would be done
     * @return one entry a rule, in the order of the ids
     */
    public List<RuleStateChange> change(Collection<String> ruleIds, Wish wish, boolean dryRun) {
        return change(ruleIds, wish, dryRun, RulePublisher.publisher());
    }

    /** The same, said by somebody. */
    public List<RuleStateChange> change(Collection<String> ruleIds, Wish wish, boolean dryRun, String actor) {
        Map<String, RulePublication> newest =
                publisher.newest().stream().collect(Collectors.toMap(RulePublication::ruleId, Function.identity()));
        List<RuleStateChange> changes = new ArrayList<>();
        for (String ruleId : new LinkedHashSet<>(ruleIds)) {
            RulePublication known = newest.get(ruleId);
            changes.add(
                    known == null
                            ? RuleStateChange.unknown(ruleId, wish)
                            : RuleStateChange.of(ruleId, known.version(), known.state(), wish));
        }
        if (!dryRun && changes.stream().noneMatch(RuleStateChange::isRefused)) {
            Instant now = RulePublisher.now();
            publisher.send(changes.stream()
                    .filter(change -> !change.isUnchanged())
                    .map(change -> again(newest.get(change.ruleId()), change, now, actor))
                    .toList());
        }
        return changes;
    }

    private static RulePublication again(RulePublication known, RuleStateChange change, Instant now, String actor) {
        return new RulePublication(known.ruleId(), known.version(), change.after(), known.yaml(), now, actor);
    }
}
