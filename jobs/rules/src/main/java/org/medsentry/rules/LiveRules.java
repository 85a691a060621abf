package org.medsentry.rules;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.RulePublication;

/** The rules in force, fed by publications; the newest version of an id wins. Not thread-safe. Cheap to judge. */
public final class LiveRules {

    public LiveRules() {}

    /**
     * @return true if it changed what is in force
     * @throws RuleException if the rule does not pass its check; the previous version stays in force
     */
    public boolean apply(RulePublication publication) throws RuleException {
        RuleFile.parse(publication.id(), publication.yaml());
        return false;
    }

    /**
     * Judges one record by every rule of its stream.
     *
     * @param whole the record as a whole
     * @param suspects its suspected products; empty for streams other than adverse reactions
     */
    public void judge(Stream stream, Facts whole, List<Facts> suspects, Consumer<Firing> out) {}

    /** What is active, on trial or paused, by rule id. */
    public List<RulePublication> inForce() {
        return List.of();
    }

    /** How often judging threw, by rule id. */
    public Map<String, Long> failures() {
        return Map.of();
    }
}
