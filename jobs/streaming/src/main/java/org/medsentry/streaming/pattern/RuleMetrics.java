package org.medsentry.streaming.pattern;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.medsentry.rules.LiveRules;

/**
 * How each rule fares, for operators: group {@code medsentry.rule.ID} with counters {@code events}, {@code signals} and
 * {@code contained} and gauges {@code failures} and {@code partialMatches}.
 */
final class RuleMetrics {

    private final MetricGroup group;
    private final LiveRules rules;
    private final Map<String, OfRule> byRule = new HashMap<>();

    private static final class OfRule {
        private final Counter events;
        private final Counter signals;
        private final Counter contained;
        private int partialMatches;

        OfRule(MetricGroup group, String ruleId, LiveRules rules) {
            events = group.counter("events");
            signals = group.counter("signals");
            contained = group.counter("contained");
            group.gauge("partialMatches", () -> partialMatches);
            group.gauge("failures", () -> rules.failures().getOrDefault(ruleId, 0L));
        }
    }

    RuleMetrics(MetricGroup group, LiveRules rules) {
        this.group = group;
        this.rules = rules;
    }

    /** Rules that have seen nothing yet shall be seen at once. */
    void rulesChanged() {
        rules.inForce().forEach(publication -> of(publication.ruleId()));
    }

    void event(String ruleId) {
        of(ruleId).events.inc();
    }

    Counter events(String ruleId) {
        return of(ruleId).events;
    }

    void signal(String ruleId) {
        of(ruleId).signals.inc();
    }

    void contained(String ruleId) {
        of(ruleId).contained.inc();
    }

    void partialMatches(String ruleId, int change) {
        of(ruleId).partialMatches += change;
    }

    int partialMatches(String ruleId) {
        return of(ruleId).partialMatches;
    }

    private OfRule of(String ruleId) {
        OfRule known = byRule.get(ruleId);
        if (known == null) {
            known = new OfRule(group.addGroup("rule").addGroup(ruleId), ruleId, rules);
            byRule.put(ruleId, known);
        }
        return known;
    }
}
