package org.medsentry.streaming.examples;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.LiveRules;
import org.medsentry.rules.Rule;
import org.medsentry.rules.RuleExample;
import org.medsentry.rules.RuleExample.Expected;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.rules.RuleKind;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;

/**
 * Runs the examples of rule files. Each rule stands alone, so that an example says something about its own rule; a modifier
 * stands with the rules that it raises, those of the same files or else those that ship with the product.
 */
public final class RuleExamples {

    private final Map<String, String> files;
    private final ExampleDecoder decoder = new ExampleDecoder();
    private final ExampleCatalogue catalogue = new ExampleCatalogue();

    private RuleExamples(Map<String, String> files) {
        this.files = files;
    }

    /**
     * @param files texts by the name to show
     * @return one outcome an example, in the order of the files; a rule without examples has none
     * @throws RuleException if a file does not pass its check
     */
    public static List<ExampleOutcome> run(Map<String, String> files) throws RuleException {
        return new RuleExamples(files).run();
    }

    private List<ExampleOutcome> run() throws RuleException {
        List<ExampleOutcome> outcomes = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Rule rule = RuleFile.parse(file.getKey(), file.getValue());
            List<RuleExample> examples = RuleFile.examples(file.getKey(), file.getValue());
            LiveRules rules = new LiveRules();
            put(rules, rule, file.getValue());
            if (isModifier(rule) && !examples.isEmpty()) {
                putOthers(rules, rule);
            }
            for (RuleExample example : examples) {
                String failure = failure(rule, example, rules);
                outcomes.add(new ExampleOutcome(rule.id(), file.getKey(), example.line(), example.name(), failure));
            }
        }
        return outcomes;
    }

    private static boolean isModifier(Rule rule) {
        return rule.kind() == RuleKind.MODIFIER;
    }

    /** A modifier raises nothing itself: the rules of its stream stand beside it. */
    private void putOthers(LiveRules rules, Rule modifier) throws RuleException {
        Map<String, String> candidates = new LinkedHashMap<>(DefaultRules.files());
        candidates.putAll(files);
        Map<Rule, String> others = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : candidates.entrySet()) {
            Rule rule = RuleFile.parse(file.getKey(), file.getValue());
            others.keySet().removeIf(shipped -> shipped.id().equals(rule.id()));
            if (rule.stream() == modifier.stream() && !isModifier(rule)) {
                others.put(rule, file.getValue());
            }
        }
        for (Map.Entry<Rule, String> other : others.entrySet()) {
            put(rules, other.getKey(), other.getValue());
        }
    }

    private static void put(LiveRules rules, Rule rule, String yaml) throws RuleException {
        rules.apply(
                new RulePublication(rule.id(), rule.version(), RuleState.ACTIVE, yaml, Instant.EPOCH, "an example"));
    }

    private String failure(Rule rule, RuleExample example, LiveRules rules) {
        long failuresBefore = failures(rules);
        ExampleRun run = new ExampleRun(rule.stream(), rules, decoder, catalogue);
        List<Raised> raised;
        try {
            raised = Raised.of(run.run(example));
        } catch (ExampleException broken) {
            return broken.getMessage();
        } catch (Exception failed) {
            return "the rule failed: " + failed;
        } finally {
            catalogue.clear();
        }
        if (failures(rules) > failuresBefore) {
            return "judging failed, as by a division by zero";
        }
        String difference = difference(rule, example.raises(), raised);
        return difference == null || run.late().isEmpty()
                ? difference
                : difference + "; " + String.join(", ", run.late()) + " came too late";
    }

    private static long failures(LiveRules rules) {
        return rules.failures().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String difference(Rule rule, List<Expected> expected, List<Raised> raised) {
        if (expected.isEmpty()) {
            return raised.isEmpty() ? null : "must raise nothing, but raised " + list(raised);
        }
        List<String> missing = new ArrayList<>();
        for (Expected one : expected) {
            if (raised.stream().noneMatch(found -> matches(rule, one, found))) {
                missing.add(described(one));
            }
        }
        return missing.isEmpty()
                ? null
                : "must raise " + String.join("; ", missing) + ", but raised "
                        + (raised.isEmpty() ? "nothing" : list(raised));
    }

    private static boolean matches(Rule rule, Expected expected, Raised found) {
        String ruleId = expected.ruleId() != null || isModifier(rule) ? expected.ruleId() : rule.id();
        return (ruleId == null || ruleId.equals(found.ruleId()))
                && (expected.level() == null || expected.level() == found.level())
                && (expected.key() == null || expected.key().equals(found.key().value()))
                && (expected.evidence() == null
                        || Set.copyOf(expected.evidence()).equals(Set.copyOf(found.evidence())));
    }

    private static String described(Expected expected) {
        return (expected.ruleId() == null ? "" : expected.ruleId() + " ")
                + (expected.level() == null ? "any level" : expected.level())
                + (expected.key() == null ? "" : " for " + expected.key())
                + (expected.evidence() == null ? "" : " from " + String.join(", ", expected.evidence()));
    }

    private static String list(List<Raised> raised) {
        return String.join("; ", raised.stream().map(Raised::toString).toList());
    }
}
