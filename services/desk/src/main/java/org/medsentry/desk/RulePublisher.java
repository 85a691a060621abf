package org.medsentry.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;

/** Puts rules into force, and reads which are: topic {@code rules}, whose compacted history is the rules' history. */
public final class RulePublisher {

    private final KafkaCluster cluster;

    /** What became of one rule. */
    public enum Outcome {
        /** Sent: new, or in another state than before. */
        PUBLISHED,
        /** The topic holds exactly this already. */
        UNCHANGED,
        /** The topic holds another text under this version; a text of one version never changes. */
        REFUSED,
        /** The topic holds a higher version, which stays in force. */
        OUTDATED
    }

    public record Published(String ruleId, int version, RuleState state, Outcome outcome) {}

    public RulePublisher(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** The rules that ship with the product, as {@link #publish} does it. */
    public List<Published> publishDefaults() {
        return publish(DefaultRules.files(), RuleState.ACTIVE);
    }

    /**
     * Checks all, then sends what is new. Nothing is sent if one file does not pass its check.
     *
     * @param files rule texts by file name
     * @throws DeskException if a file does not pass its check
     */
    public List<Published> publish(Map<String, String> files, RuleState state) {
        return publish(files, state, publisher());
    }

    /**
     * The same for somebody whom another part of the product has asked who it is.
     *
     * @param publisher who publishes, for the history
     */
    public List<Published> publish(Map<String, String> files, RuleState state, String publisher) {
        requireValid(files);
        Map<String, RulePublication> history = history();
        List<Published> results = new ArrayList<>();
        List<RulePublication> fresh = new ArrayList<>();
        Instant now = now();
        files.forEach((file, yaml) -> {
            RuleHeader header = RuleHeader.of(yaml);
            RulePublication publication =
                    new RulePublication(header.id(), header.version(), state, yaml, now, publisher);
            Outcome outcome = outcome(history, publication);
            results.add(new Published(header.id(), header.version(), state, outcome));
            if (outcome == Outcome.PUBLISHED) {
                fresh.add(publication);
            }
        });
        if (results.stream().noneMatch(result -> result.outcome() == Outcome.REFUSED)) {
            send(fresh);
        }
        return results;
    }

    private static void requireValid(Map<String, String> files) {
        files.forEach((file, yaml) -> {
            try {
                RuleFile.parse(file, yaml);
            } catch (RuleException invalid) {
                throw new DeskException(invalid.getMessage(), invalid);
            }
        });
    }

    private static Outcome outcome(Map<String, RulePublication> history, RulePublication publication) {
        RulePublication before = history.get(publication.id());
        if (before == null) {
            boolean outdated = history.values().stream()
                    .anyMatch(other ->
                            other.ruleId().equals(publication.ruleId()) && other.version() > publication.version());
            return outdated ? Outcome.OUTDATED : Outcome.PUBLISHED;
        }
        if (!before.yaml().equals(publication.yaml())) {
            return Outcome.REFUSED;
        }
        return before.state() == publication.state() ? Outcome.UNCHANGED : Outcome.PUBLISHED;
    }

    /** Who publishes, for the history. */
    static String publisher() {
        return System.getProperty("user.name", "unknown");
    }

    /** The clock of publications, in the precision of the contract. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    void send(List<RulePublication> publications) {
        try (TopicWriter writer = new TopicWriter(cluster)) {
            publications.forEach(
                    publication -> writer.send(Topic.RULES, publication.id(), Documents.toJson(publication)));
            writer.flush();
        }
    }

    /** Every publication that the topic still holds, in its order. */
    public List<RulePublication> all() {
        List<RulePublication> all = new ArrayList<>();
        readAll(all::add);
        return all;
    }

    /** The newest version of every rule ever published, removed ones too, by rule id. */
    public List<RulePublication> newest() {
        Map<String, RulePublication> newest = new TreeMap<>();
        history()
                .values()
                .forEach(publication -> newest.merge(
                        publication.ruleId(),
                        publication,
                        (one, other) -> one.version() >= other.version() ? one : other));
        return List.copyOf(newest.values());
    }

    /**
     * Every publication of this rule that the topic still holds, oldest first: each version, and each change of its state
     * that compaction has not yet taken.
     */
    public List<RulePublication> publications(String ruleId) {
        List<RulePublication> publications = new ArrayList<>();
        readAll(publication -> {
            if (publication.ruleId().equals(ruleId)) {
                publications.add(publication);
            }
        });
        // Stable: what bears the same time stays in the order of the topic.
        publications.sort(
                Comparator.comparing(RulePublication::publishedAt, Comparator.nullsFirst(Comparator.naturalOrder())));
        return publications;
    }

    private Map<String, RulePublication> history() {
        Map<String, RulePublication> history = new LinkedHashMap<>();
        readAll(publication -> history.put(publication.id(), publication));
        return history;
    }

    private void readAll(Consumer<RulePublication> publications) {
        cluster.readToEnd(Topic.RULES, row -> {
            if (row.value() == null) {
                return;
            }
            RulePublication publication;
            try {
                publication = Documents.fromJson(row.value(), RulePublication.class);
            } catch (RuntimeException foreign) {
                return; // a job has made a dead letter of it
            }
            if (publication.ruleId() != null && publication.yaml() != null && publication.state() != null) {
                publications.accept(publication);
            }
        });
    }
}
