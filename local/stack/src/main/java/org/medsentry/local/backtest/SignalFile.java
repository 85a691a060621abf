package org.medsentry.local.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsentry.schemas.document.Signal;

/** The signals, in stream time, counted by rule and level. */
final class SignalFile extends DocumentFile<Signal> {

    private final SortedMap<RuleLevel, Long> counts = new TreeMap<>();

    SignalFile(Path path) throws IOException {
        super(path);
    }

    @Override
    void written(Signal signal, long offset, int bytes) {
        counts.merge(new RuleLevel(signal.ruleId(), signal.level()), 1L, Long::sum);
    }

    SortedMap<RuleLevel, Long> counts() {
        return counts;
    }
}
