package org.medsentry.streaming.pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.medsentry.rules.InForce;
import org.medsentry.rules.LiveRules;

/** Who is concerned by a hit or timer of a watch, looked up once for as long as the rules stay as they are. */
final class WatchTable {

    private final LiveRules rules;
    private final Map<String, KeyedMatcher> matchers;
    private final RuleMetrics metrics;
    private final Map<String, Entry> entries = new HashMap<>();

    WatchTable(LiveRules rules, Map<String, KeyedMatcher> matchers, RuleMetrics metrics) {
        this.rules = rules;
        this.matchers = matchers;
        this.metrics = metrics;
    }

    /**
     * One watch.
     *
     * @param isNeeded whether some rule needs its state, paused ones included
     * @param listening the rules that a hit concerns
     * @param events their counters of events
     */
    record Entry(KeyedMatcher matcher, boolean isNeeded, List<InForce> listening, List<Counter> events) {

        void countEvent() {
            for (Counter counter : events) {
                counter.inc();
            }
        }
    }

    Entry of(String watchId) {
        Entry known = entries.get(watchId);
        if (known == null) {
            known = lookUp(watchId);
            entries.put(watchId, known);
        }
        return known;
    }

    private Entry lookUp(String watchId) {
        List<InForce> listening = rules.listening(watchId);
        return new Entry(
                KeyedMatchers.matcher(matchers, watchId),
                rules.watchIds().contains(watchId),
                listening,
                listening.stream().map(rule -> metrics.events(rule.rule().id())).toList());
    }

    void rulesChanged() {
        entries.clear();
    }
}
