package org.medsentry.rules;

import java.util.Collection;

/** Guesses what somebody meant to write, for the end of a message. */
final class Suggestion {

    private static final int SHORT = 4;

    private Suggestion() {}

    /** {@code ", did you mean 'x'?"}, or nothing where no candidate is near. */
    static String of(String written, Collection<String> candidates) {
        String best = null;
        int bestDistance = 1 + (written.length() < SHORT ? 1 : Math.max(2, written.length() / SHORT));
        for (String candidate : candidates) {
            int distance = distance(written, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best == null ? "" : ", did you mean '" + best + "'?";
    }

    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int changed = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(changed, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
