package org.medsentry.streaming.pattern;

import java.util.Map;
import org.medsentry.rules.baseline.Series;
import org.medsentry.rules.count.CountLog;

/** One matcher for each kind of keyed rule, by the word that its watches' names begin with. */
final class KeyedMatchers {

    /** Days or prices, not records. */
    private static final int SMALL = 1;

    private KeyedMatchers() {}

    static Map<String, KeyedMatcher> of(Matching matching) {
        return Map.of(
                "count", new CountMatcher(matching),
                "disproportionality", new DisproportionalityMatcher(matching),
                "absence", new AbsenceMatcher(matching),
                "outlier", new OutlierMatcher(matching),
                "sequence", new SequenceMatcher(matching),
                "baseline", new BaselineMatcher(matching));
    }

    static KeyedMatcher matcher(Map<String, KeyedMatcher> matchers, String watchId) {
        KeyedMatcher matcher = matchers.get(watchId.substring(0, watchId.indexOf('-')));
        if (matcher == null) {
            throw new IllegalStateException("no matcher for " + watchId);
        }
        return matcher;
    }

    /** How many records a value of state holds, roughly: what it takes in memory. */
    static int records(Object value) {
        if (value instanceof CountLog log) {
            return log.size() + log.segments();
        }
        if (value instanceof Series series) {
            return SMALL + series.records();
        }
        return value instanceof SequenceState sequence ? sequence.records() : SMALL;
    }
}
