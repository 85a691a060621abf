package org.medsentry.console.action;

import java.time.Instant;

/**
 * A rule that somebody has muted for some keys until a time.
 *
 * @param silenceId the action that set it
 * @param keyPattern values of keys, {@code *} standing for any characters; null for every key
 */
public record Silence(
        String silenceId, String ruleId, String keyPattern, Instant until, String reason, String actor, Instant at) {

    /** Whether it mutes this rule for this key. */
    public boolean covers(String otherRule, String key) {
        return ruleId.equals(otherRule) && (keyPattern == null || matches(keyPattern, key));
    }

    private static boolean matches(String pattern, String key) {
        int place = 0;
        String[] parts = pattern.split("\\*", -1);
        for (int index = 0; index < parts.length; index++) {
            boolean first = index == 0;
            boolean last = index == parts.length - 1;
            if (first && last) {
                return key.equals(pattern);
            }
            if (first) {
                if (!key.startsWith(parts[0])) {
                    return false;
                }
                place = parts[0].length();
            } else if (last) {
                return key.length() >= place + parts[index].length() && key.endsWith(parts[index]);
            } else {
                int found = key.indexOf(parts[index], place);
                if (found < 0) {
                    return false;
                }
                place = found + parts[index].length();
            }
        }
        return true;
    }
}
