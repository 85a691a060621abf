package org.medsentry.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;

/** Live rules that a test fills, and what they fire. */
final class TestingRules {

    final LiveRules live = new LiveRules();

    /** The whole catalogue in force. */
    static TestingRules catalogue() {
        TestingRules rules = new TestingRules();
        DefaultRules.files().values().forEach(yaml -> rules.publish(yaml, RuleState.ACTIVE));
        return rules;
    }

    static TestingRules of(String... files) {
        TestingRules rules = new TestingRules();
        for (String yaml : files) {
            rules.publish(yaml, RuleState.ACTIVE);
        }
        return rules;
    }

    boolean publish(String yaml, RuleState state) {
        try {
            return live.apply(publication(yaml, state));
        } catch (RuleException refused) {
            throw new AssertionError(refused);
        }
    }

    static RulePublication publication(String yaml, RuleState state) {
        try {
            Rule rule = RuleFile.parse("test.yaml", yaml);
            return new RulePublication(rule.id(), rule.version(), state, yaml, Instant.EPOCH, "a test");
        } catch (RuleException refused) {
            throw new AssertionError(refused);
        }
    }

    List<Firing> judge(Facts facts) {
        return judge(facts, List.of());
    }

    List<Firing> judge(Facts whole, List<Facts> suspects) {
        List<Firing> fired = new ArrayList<>();
        live.judge(whole.stream(), whole, suspects, fired::add, hit -> {});
        return fired;
    }

    /** What the record means to rules on several records. */
    List<Hit> hits(Facts facts) {
        List<Hit> hits = new ArrayList<>();
        live.judge(facts.stream(), facts, List.of(), fired -> {}, hits::add);
        return hits;
    }

    List<String> idsOf(Facts whole) {
        return judge(whole).stream().map(Firing::ruleId).toList();
    }
}
