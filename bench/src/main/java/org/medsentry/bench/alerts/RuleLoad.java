package org.medsentry.bench.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one rule raised in simulated months whose truth is known. Mutable while months are added. */
final class RuleLoad {

    final String ruleId;
    /** Records that meet its words are what such a rule looks for, planted or not; one that judges by chance can be wrong. */
    final boolean byWords;

    long planted;
    long found;
    long alerts;
    long alertsOfStories;
    final List<Duration> delays = new ArrayList<>();

    RuleLoad(String ruleId, boolean byWords) {
        this.ruleId = ruleId;
        this.byWords = byWords;
    }

    /** Alerts that no story is behind; of a rule by chance they are false. */
    long unplanted() {
        return alerts - alertsOfStories;
    }

    /** NaN where nothing was planted. */
    double recall() {
        return planted == 0 ? Double.NaN : (double) found / planted;
    }

    /** Of a rule that judges by chance; NaN for any other, and where nothing was raised. */
    double precision() {
        return byWords || alerts == 0 ? Double.NaN : (double) alertsOfStories / alerts;
    }

    /** Null where nothing was found. */
    Duration medianDelay() {
        List<Duration> sorted = delays.stream().sorted().toList();
        return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
    }
}
