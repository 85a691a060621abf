package org.medsentry.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What becomes of other half-matched patterns of a key once one is complete.
 *
 * @param step the step that kinds which skip to a step name, else null
 */
public record AfterMatch(Kind kind, String step) {

    static final AfterMatch DEFAULT = new AfterMatch(Kind.KEEP_ALL, null);

    /** Named as in rule files, with hyphens. */
    public enum Kind {
        /** All go on. */
        KEEP_ALL,
        /** Those that began with the same record end. */
        SKIP_TO_NEXT,
        /** Those that began within the match end. */
        SKIP_PAST_LAST,
        /** Those that began before the first record of a step end. */
        SKIP_TO_FIRST,
        /** Those that began before the last record of a step end. */
        SKIP_TO_LAST;

        public boolean namesStep() {
            return this == SKIP_TO_FIRST || this == SKIP_TO_LAST;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** As they are to be written. */
        static List<String> forms() {
            return Arrays.stream(values())
                    .map(kind -> kind.namesStep() ? kind.key() + " STEP" : kind.key())
                    .toList();
        }

        /** Null for other words. */
        static Kind of(String key) {
            return Arrays.stream(values())
                    .filter(kind -> kind.key().equals(key))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Null where the text is neither of the forms. */
    static AfterMatch parse(String text) {
        String[] words = text.strip().split("\\s+");
        Kind kind = Kind.of(words[0]);
        if (kind == null || words.length != (kind.namesStep() ? 2 : 1)) {
            return null;
        }
        return new AfterMatch(kind, kind.namesStep() ? words[1] : null);
    }

    String shape() {
        return step == null ? kind.key() : kind.key() + " " + step;
    }
}
