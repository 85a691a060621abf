package org.medsentry.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;

/**
 * The rules in force, fed by publications; the newest version of an id wins. Not thread-safe. Cheap to judge: the rules of a
 * stream stand in arrays, their conditions are compiled, and nothing is rendered before a rule has fired.
 */
public final class LiveRules {

    /** @param rule null once removed */
    private record Published(RulePublication publication, Rule rule) {}

    private final Map<String, Published> newest = new TreeMap<>();
    private final Map<Stream, StreamRules> byStream = new EnumMap<>(Stream.class);
    private final Map<String, Long> failures = new TreeMap<>();
    private final Frame frame = new Frame();

    public LiveRules() {
        for (Stream stream : Stream.values()) {
            byStream.put(stream, StreamRules.none());
        }
    }

    /**
     * Puts a version of a rule in force, on trial, to rest or out of force. An older version than the newest known changes
     * nothing; nor does the same again.
     *
     * @return true if it changed what is in force
     * @throws RuleException if the rule does not pass its check, or if its version has been published with another text
     *     already; the previous version stays in force
     */
    public boolean apply(RulePublication publication) throws RuleException {
        if (publication.ruleId() == null || publication.state() == null) {
            throw refusal(publication, "a publication names a rule and its state");
        }
        Published known = newest.get(publication.ruleId());
        if (known != null && known.publication().version() > publication.version()) {
            return false;
        }
        if (publication.state() == RuleState.REMOVED) {
            return remove(publication, known);
        }
        boolean sameVersion =
                known != null && known.publication().version() == publication.version() && known.rule() != null;
        if (sameVersion && !known.publication().yaml().equals(publication.yaml())) {
            throw refusal(publication, "version " + publication.version() + " has been published with another text");
        }
        if (sameVersion && known.publication().state() == publication.state()) {
            return false;
        }
        Rule rule = sameVersion ? known.rule() : checked(publication);
        newest.put(publication.ruleId(), new Published(publication, rule));
        frame.reserve(rule.slots());
        arrange();
        return true;
    }

    /**
     * Judges one record by every rule of its stream: those on the record first, then those on its products, each in the
     * order of their ids. A withdrawn (nullified) report fires
     * nothing. A rule that judges product by product fires once for a key, at the highest level among the products.
     *
     * @param whole the record as a whole
     * @param suspects its suspected products; empty for streams other than adverse reactions
     */
    public void judge(Stream stream, Facts whole, List<Facts> suspects, Consumer<Firing> out) {
        byStream.get(stream).judge(frame, whole, suspects, this::failed, out);
    }

    /** What is active, on trial or paused, by rule id. */
    public List<RulePublication> inForce() {
        List<RulePublication> publications = new ArrayList<>();
        newest.values().forEach(published -> {
            if (published.rule() != null) {
                publications.add(published.publication());
            }
        });
        return publications;
    }

    /** How often judging failed for a reason other than a missing value, by rule id; rules that never failed are not there. */
    public Map<String, Long> failures() {
        return Collections.unmodifiableMap(failures);
    }

    private boolean remove(RulePublication publication, Published known) {
        newest.put(publication.ruleId(), new Published(publication, null));
        failures.remove(publication.ruleId());
        if (known == null || known.rule() == null) {
            return false;
        }
        arrange();
        return true;
    }

    private static Rule checked(RulePublication publication) throws RuleException {
        if (publication.yaml() == null) {
            throw refusal(publication, "only a removal has no text");
        }
        Rule rule = RuleFile.parse(publication.id(), publication.yaml());
        if (!Objects.equals(rule.id(), publication.ruleId()) || rule.version() != publication.version()) {
            throw refusal(publication, "the text is that of " + rule);
        }
        return rule;
    }

    private static RuleException refusal(RulePublication publication, String message) {
        return new RuleException(List.of(new RuleProblem(publication.id(), 1, 1, message)));
    }

    private void failed(String ruleId) {
        failures.merge(ruleId, 1L, Long::sum);
    }

    private void arrange() {
        for (Stream stream : Stream.values()) {
            List<PatternRule> patterns = new ArrayList<>();
            List<PatternRule> shadows = new ArrayList<>();
            List<ModifierRule> modifiers = new ArrayList<>();
            for (Published published : newest.values()) {
                RuleState state = published.publication().state();
                if (published.rule() == null || published.rule().stream() != stream || state == RuleState.PAUSED) {
                    continue;
                }
                if (published.rule() instanceof PatternRule pattern) {
                    patterns.add(pattern);
                    if (state == RuleState.SHADOW) {
                        shadows.add(pattern);
                    }
                } else if (published.rule() instanceof ModifierRule modifier && state == RuleState.ACTIVE) {
                    modifiers.add(modifier);
                }
            }
            byStream.put(stream, StreamRules.of(patterns, shadows, modifiers));
        }
    }
}
