package org.medsentry.streaming.pattern;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.reference.Product;

/**
 * Count rules as one would say them: keep every record, and when one comes look at every window that holds it. Slow and
 * obvious; the operator must give exactly the same.
 */
final class CountReference {

    /** A record that has come, in its newest version. */
    record Seen(PurchaseRegistration event, Product product, int version, long arrival) {
        Instant time() {
            return event.occurredAt();
        }
    }

    /** What a rule found. */
    record Found(
            String ruleId,
            String keyType,
            String key,
            String decidingId,
            Level level,
            Double observed,
            Instant firstEventAt,
            Instant lastEventAt,
            List<String> evidence) {

        static Found of(Signal signal) {
            return new Found(
                    signal.ruleId(),
                    signal.key().type(),
                    signal.key().value(),
                    signal.signalId(),
                    signal.level(),
                    signal.observed(),
                    signal.firstEventAt(),
                    signal.lastEventAt(),
                    signal.evidence().stream().map(cited -> cited.eventId()).toList());
        }
    }

    /**
     * A rule in Java beside its YAML.
     *
     * @param keys type and value of every key at which a record is counted
     * @param groups null where the rule has none
     * @param level of the records of a window, at a key of this type; null below the lowest rung
     */
    record Spec(
            String id,
            String yaml,
            Predicate<Seen> when,
            Function<Seen, Map<String, String>> keys,
            Duration within,
            Function<Seen, List<String>> groups,
            Ladder level,
            Function<List<Seen>, Number> observed) {}

    interface Ladder {
        Level of(List<Seen> window, String keyType);
    }

    private final Map<String, Seen> records = new LinkedHashMap<>();
    private List<Spec> specs;
    private long arrivals;

    CountReference(List<Spec> specs) {
        this.specs = specs;
    }

    void change(List<Spec> changed) {
        specs = changed;
    }

    Seen known(String eventId) {
        return records.get(eventId);
    }

    void withdraw(String eventId) {
        records.remove(eventId);
    }

    List<Found> arrive(PurchaseRegistration event, Product product, int version) {
        Seen before = records.get(event.eventId());
        if (before != null && before.version() >= version) {
            return List.of();
        }
        Seen record = new Seen(event, product, version, arrivals++);
        records.put(event.eventId(), record);
        List<Found> found = new ArrayList<>();
        for (Spec spec : specs) {
            if (spec.when().test(record)) {
                spec.keys().apply(record).forEach((type, key) -> judge(spec, type, key, record, found));
            }
        }
        return found;
    }

    private void judge(Spec spec, String keyType, String key, Seen record, List<Found> found) {
        List<Seen> counted = records.values().stream()
                .filter(other ->
                        Duration.between(other.time(), record.time()).abs().compareTo(spec.within()) <= 0)
                .filter(spec.when())
                .filter(other -> key.equals(spec.keys().apply(other).get(keyType)))
                .sorted(Comparator.comparing(Seen::time).thenComparing(Seen::arrival))
                .toList();
        Found best = null;
        String bestGroup = null;
        Map<String, Set<Seen>> reaching = new HashMap<>();
        int most = 0;
        TreeSet<Instant> ends = new TreeSet<>();
        counted.stream()
                .map(Seen::time)
                .filter(end -> !end.isBefore(record.time())
                        && !end.minus(spec.within()).isAfter(record.time()))
                .forEach(ends::add);
        List<String> groups = spec.groups() == null
                ? Collections.singletonList(null)
                : spec.groups().apply(record);
        for (Instant end : ends) {
            for (String group : groups) {
                List<Seen> window = counted.stream()
                        .filter(other ->
                                !other.time().isAfter(end) && !other.time().isBefore(end.minus(spec.within())))
                        .filter(other ->
                                group == null || spec.groups().apply(other).contains(group))
                        .toList();
                Level level = spec.level().of(window, keyType);
                if (level != null) {
                    reaching.computeIfAbsent(group, none -> new LinkedHashSet<>())
                            .addAll(window);
                }
                boolean better = level != null
                        && (best == null
                                || level.compareTo(best.level()) > 0
                                || level == best.level() && window.size() > most);
                if (better) {
                    most = window.size();
                    best = found(spec, keyType, key, record, level, window);
                    bestGroup = group;
                }
            }
        }
        if (best != null) {
            found.add(citing(best, reaching.get(bestGroup)));
        }
    }

    /** Whatever the order in which they come, together the signals of an alert cite every window that reached a level. */
    private static Found citing(Found best, Set<Seen> cited) {
        List<String> evidence = cited.stream()
                .sorted(Comparator.comparing(Seen::time).thenComparing(Seen::arrival))
                .map(seen -> seen.event().eventId())
                .toList();
        return new Found(
                best.ruleId(),
                best.keyType(),
                best.key(),
                best.decidingId(),
                best.level(),
                best.observed(),
                best.firstEventAt(),
                best.lastEventAt(),
                evidence);
    }

    private static Found found(Spec spec, String keyType, String key, Seen record, Level level, List<Seen> window) {
        return new Found(
                spec.id(),
                keyType,
                key,
                SignalAssembly.signalId(
                        spec.id(),
                        new org.medsentry.schemas.document.SubjectKey(keyType, key),
                        RecordIdentity.of(record.event())),
                level,
                spec.observed().apply(window).doubleValue(),
                window.get(0).time(),
                window.get(window.size() - 1).time(),
                window.stream().map(other -> other.event().eventId()).toList());
    }
}
