package org.medsentry.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;

/**
 * The rules in force, fed by publications; the newest version of an id wins. Not thread-safe. It serves both ends of a job:
 * where records are it judges them, behind the shuffle it says which rules a hit concerns. Cheap to judge: the rules of a
 * stream stand in arrays, their conditions are compiled, and nothing is rendered before a rule has fired.
 */
public final class LiveRules {

    /** @param rule null once removed */
    private record Published(RulePublication publication, Rule rule) {

        boolean isIn(RuleState state) {
            return rule != null && publication.state() == state;
        }

        boolean judges() {
            return isIn(RuleState.ACTIVE) || isIn(RuleState.SHADOW);
        }
    }

    private final Map<String, Published> newest = new TreeMap<>();
    private final Map<String, Lineage> lineages = new HashMap<>();
    private final Map<RuleStream, StreamRules> byStream = new EnumMap<>(RuleStream.class);
    private final Map<String, List<InForce>> byWatch = new HashMap<>();
    private final Map<String, Duration> spans = new HashMap<>();
    private final Map<String, String> ruleIds = new HashMap<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private final Frame frame = new Frame();

    public LiveRules() {
        for (RuleStream stream : RuleStream.values()) {
            byStream.put(stream, StreamRules.none());
        }
    }

    /**
     * Puts a version of a rule in force, on trial, to rest or out of force. An older version than the newest known changes
     * nothing but what state the newest may go on from; nor does the same again.
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
            return remember(publication);
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
        if (rule instanceof CountRule count) {
            lineage(rule.id()).add(count);
        }
        frame.reserve(rule.slots());
        arrange();
        return true;
    }

    /**
     * Judges one record by every rule of its stream: those on the record first, then those on its parts, each in the order of
     * their ids. A withdrawn (nullified) report fires nothing. A rule that judges part by part fires once for a key, at the
     * highest level among the parts.
     *
     * @param whole the record as a whole
     * @param suspects its suspected products; empty for streams other than adverse reactions
     * @param firings takes what rules on one record found
     * @param hits takes what the record means to rules on several records
     */
    public void judge(
            RuleStream stream, Facts whole, List<Facts> suspects, Consumer<Firing> firings, Consumer<Hit> hits) {
        byStream.get(stream).judge(frame, whole, suspects, this::failed, firings, hits);
    }

    /** The rules that a hit of this watch concerns, those on trial too; none where all of them are paused or gone. */
    public List<InForce> listening(String watchId) {
        return byWatch.getOrDefault(watchId, List.of());
    }

    /** The state that some rule still needs, that of paused rules and of earlier versions included. */
    public Set<String> watchIds() {
        return Collections.unmodifiableSet(spans.keySet());
    }

    /** How far back some rule looks at this state, paused rules and later versions included; zero where nobody needs it. */
    public Duration span(String watchId) {
        return spans.getOrDefault(watchId, Duration.ZERO);
    }

    /** One of the rules that need this state, paused ones included; null where nobody does. */
    public String ruleOf(String watchId) {
        return ruleIds.get(watchId);
    }

    /** Whether this rule looks at what other rules found. */
    public boolean isDerived(String ruleId) {
        Published known = newest.get(ruleId);
        return known != null && known.rule() != null && known.rule().stream().isDerived();
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

    /** An operator behind the shuffle tells that a rule failed there. */
    public void failed(String ruleId) {
        failures.merge(ruleId, 1L, Long::sum);
    }

    private boolean remember(RulePublication older) {
        if (older.state() == RuleState.REMOVED) {
            lineage(older.ruleId()).removeUpTo(older.version());
        } else if (older.yaml() != null) {
            try {
                if (checked(older) instanceof CountRule count) {
                    lineage(older.ruleId()).add(count);
                }
            } catch (RuleException obsolete) {
                return false; // a text of former times that nothing goes on from
            }
        }
        arrange();
        return false;
    }

    private boolean remove(RulePublication publication, Published known) {
        newest.put(publication.ruleId(), new Published(publication, null));
        lineage(publication.ruleId()).removeUpTo(publication.version());
        failures.remove(publication.ruleId());
        if (known == null || known.rule() == null) {
            return false;
        }
        arrange();
        return true;
    }

    private Lineage lineage(String ruleId) {
        return lineages.computeIfAbsent(ruleId, id -> new Lineage());
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

    private void arrange() {
        for (RuleStream stream : RuleStream.values()) {
            List<OneRecordRule> rules = new ArrayList<>();
            List<OneRecordRule> shadows = new ArrayList<>();
            List<KeyedRule> keyed = new ArrayList<>();
            for (Published published : newest.values()) {
                if (!published.judges() || published.rule().stream() != stream) {
                    continue;
                }
                if (published.rule() instanceof OneRecordRule rule) {
                    rules.add(rule);
                    if (published.isIn(RuleState.SHADOW)) {
                        shadows.add(rule);
                    }
                } else if (published.rule() instanceof KeyedRule rule) {
                    keyed.add(rule);
                }
            }
            byStream.put(stream, StreamRules.of(rules, shadows, keyed, modifiers(stream)));
        }
        byWatch.clear();
        spans.clear();
        ruleIds.clear();
        for (Published published : newest.values()) {
            if (published.rule() instanceof KeyedRule rule) {
                List<String> states = states(rule);
                for (String state : states) {
                    ruleIds.putIfAbsent(state, rule.id());
                    spans.merge(state, rule.within(), (first, second) -> first.compareTo(second) >= 0 ? first : second);
                }
                if (published.judges()) {
                    byWatch.computeIfAbsent(rule.watchId(), id -> new ArrayList<>())
                            .add(inForce(published, rule, states));
                }
            }
        }
    }

    private List<String> states(KeyedRule rule) {
        return rule instanceof CountRule count ? lineage(rule.id()).statesOf(count) : List.of(rule.watchId());
    }

    private InForce inForce(Published published, KeyedRule rule, List<String> states) {
        Set<String> modifiers = modifiers(rule.stream()).stream()
                .filter(modifier -> modifier.appliesTo(rule.id()))
                .map(Rule::id)
                .collect(Collectors.toUnmodifiableSet());
        return new InForce(
                rule,
                published.isIn(RuleState.SHADOW),
                states,
                modifiers,
                published.publication().publishedAt());
    }

    private List<ModifierRule> modifiers(RuleStream stream) {
        List<ModifierRule> modifiers = new ArrayList<>();
        for (Published published : newest.values()) {
            if (published.isIn(RuleState.ACTIVE)
                    && published.rule() instanceof ModifierRule modifier
                    && modifier.stream() == stream) {
                modifiers.add(modifier);
            }
        }
        return modifiers;
    }
}
