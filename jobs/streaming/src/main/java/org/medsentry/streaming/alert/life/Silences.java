package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The silences in force, in memory, for a question that every signal asks. */
public final class Silences {

    private final Map<String, Map<String, Silence>> byRule = new HashMap<>();

    /** Sets a silence, or ends it if its time has passed. */
    public void apply(Silence silence, Instant now) {
        Map<String, Silence> ofRule = byRule.computeIfAbsent(silence.ruleId(), rule -> new HashMap<>());
        ofRule.remove(silence.silenceId());
        if (!silence.isOver(now)) {
            ofRule.put(silence.silenceId(), silence);
        }
        byRule.values().removeIf(Map::isEmpty);
    }

    /** Forgets what is over, and says which. */
    public Collection<Silence> dropExpired(Instant now) {
        List<Silence> expired = byRule.values().stream()
                .flatMap(ofRule -> ofRule.values().stream())
                .filter(silence -> silence.isOver(now))
                .toList();
        expired.forEach(silence -> apply(silence, now));
        return new ArrayList<>(expired);
    }

    /** The end of the last silence that covers this key; null if none does. */
    Instant until(String ruleId, String keyValue, Instant now) {
        Map<String, Silence> ofRule = byRule.get(ruleId);
        if (ofRule == null) {
            return null;
        }
        return ofRule.values().stream()
                .filter(silence -> !silence.isOver(now) && silence.covers(ruleId, keyValue))
                .map(Silence::until)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
