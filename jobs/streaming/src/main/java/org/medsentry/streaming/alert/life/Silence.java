package org.medsentry.streaming.alert.life;

import java.time.Instant;

/**
 * A person's order to tell nobody of a rule's alerts until a time.
 *
 * @param silenceId the action that set it
 * @param keyPattern the values of keys it is for, {@code *} standing for any characters; null means every key
 * @param until its end; an order that ends it early has a time that has passed
 */
public record Silence(String silenceId, String ruleId, String keyPattern, Instant until) {

    boolean covers(String rule, String keyValue) {
        return ruleId.equals(rule) && (keyPattern == null || matches(keyPattern, keyValue));
    }

    public boolean isOver(Instant now) {
        return !until.isAfter(now);
    }

    Silence ended(Instant now) {
        return new Silence(silenceId, ruleId, keyPattern, now);
    }

    /** Walks along both texts and returns to the last star where they part: linear for what people write. */
    private static boolean matches(String pattern, String value) {
        int inPattern = 0;
        int inValue = 0;
        int star = -1;
        int resume = 0;
        while (inValue < value.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
                star = inPattern++;
                resume = inValue;
            } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == value.charAt(inValue)) {
                inPattern++;
                inValue++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inValue = ++resume;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }
}
