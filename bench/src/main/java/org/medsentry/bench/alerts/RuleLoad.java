package org.medsentry.bench.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one rule raised in simulated months whose truth is known. Mutable while months are added. */
final class RuleLoad {

    final String ruleId;
    /** A record that meets the rule's words is what the rule looks for, planted or not: it has no false alerts. */
    boolean byDefinition;

    long planted;
    long found;
    long alerts;
    long alertsOfStories;
    final List<Duration> delays = new ArrayList<>();

    RuleLoad(String ruleId) {
        this.ruleId = ruleId;
    }

    /** Alerts that no story is behind; zero for a rule that is right by definition. */
    long unfounded() {
        return byDefinition ? 0 : alerts - alertsOfStories;
    }

    /** NaN where nothing was planted. */
    double recall() {
        return planted == 0 ? Double.NaN : (double) found / planted;
    }

    /** NaN where nothing was raised. */
    double precision() {
        return alerts == 0 ? Double.NaN : (double) (alerts - unfounded()) / alerts;
    }

    /** Null where nothing was found. */
    Duration medianDelay() {
        List<Duration> sorted = delays.stream().sorted().toList();
        return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
    }
}
