package org.medsentry.bench.rules;

import java.time.Duration;
import java.util.List;

/** Under what conditions the figures came about; without them they mean nothing. */
record RulesSetting(
        String machine,
        String java,
        String pinning,
        List<String> jvmFlags,
        int rounds,
        Duration warmUp,
        Duration time,
        Duration stateTime,
        boolean sourceApart,
        String measuredAt) {}
