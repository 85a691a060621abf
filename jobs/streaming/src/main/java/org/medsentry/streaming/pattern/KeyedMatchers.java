package org.medsentry.streaming.pattern;

import java.util.Map;

/** One matcher for each kind of keyed rule, by the word that its watches' names begin with. */
final class KeyedMatchers {

    private KeyedMatchers() {}

    static Map<String, KeyedMatcher> of(Matching matching) {
        return Map.of(
                "count", new CountMatcher(matching),
                "absence", new AbsenceMatcher(matching),
                "outlier", new OutlierMatcher(matching),
                "sequence", new SequenceMatcher(matching));
    }

    static KeyedMatcher matcher(Map<String, KeyedMatcher> matchers, String watchId) {
        KeyedMatcher matcher = matchers.get(watchId.substring(0, watchId.indexOf('-')));
        if (matcher == null) {
            throw new IllegalStateException("no matcher for " + watchId);
        }
        return matcher;
    }
}
