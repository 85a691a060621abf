package org.medsentry.console.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.medsentry.schemas.document.RulePublication;

/** Every rule ever published, as the topic says; kept until somebody publishes. */
public final class RuleBook {

    private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();

    private final Supplier<List<RulePublication>> source;
    private List<RulePublication> publications;
    private long read;

    /** @param source all publications in their order */
    public RuleBook(Supplier<List<RulePublication>> source) {
        this.source = source;
    }

    public synchronized List<RulePublication> all() {
        if (publications == null || System.nanoTime() - read > FRESH_NANOS) {
            publications = List.copyOf(source.get());
            read = System.nanoTime();
        }
        return publications;
    }

    /** Something has been published. */
    public synchronized void forget() {
        publications = null;
    }

    /** The newest version of each rule in its newest state, by rule id. */
    public Map<String, RulePublication> newest() {
        Map<String, RulePublication> newest = new TreeMap<>();
        all().forEach(publication -> newest.merge(
                publication.ruleId(),
                publication,
                (known, later) -> later.version() >= known.version() ? later : known));
        return newest;
    }

    public Optional<RulePublication> newest(String ruleId) {
        return Optional.ofNullable(newest().get(ruleId));
    }

    /** What the topic holds of a rule, oldest first. */
    public List<RulePublication> of(String ruleId) {
        return all().stream()
                .filter(publication -> publication.ruleId().equals(ruleId))
                .toList();
    }

    public Optional<RulePublication> version(String ruleId, int version) {
        return of(ruleId).stream()
                .filter(publication -> publication.version() == version)
                .reduce((first, second) -> second);
    }
}
