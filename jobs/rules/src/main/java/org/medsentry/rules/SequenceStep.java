package org.medsentry.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One step of a pattern that spans several records. All but its conditions, which the rule judges by the step's position.
 *
 * @param next how it follows the step before; for the first step without meaning
 * @param absent whether it must not happen
 * @param optional whether a match may lack it
 * @param repetition how often it happens, or null for once
 */
public record SequenceStep(String id, Contiguity next, boolean absent, boolean optional, Repetition repetition) {

    /** What may lie between two records that follow each other. */
    public enum Contiguity {
        /** Records that do not meet the step. */
        RELAXED,
        /** Nothing: the very next record of the key decides. */
        STRICT,
        /** Anything: records that meet the step may be left out too, so that every combination counts. */
        ANY;

        /** As written in rule files. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<String> keys() {
            return Arrays.stream(values()).map(Contiguity::key).toList();
        }

        static Contiguity of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * How often a step happens.
     *
     * @param most {@link #UNBOUNDED} for any number
     * @param inside how its records follow each other
     * @param greedy whether it leaves nothing that meets it to the next step
     * @param until whether a condition ends it
     */
    public record Repetition(int least, int most, Contiguity inside, boolean greedy, boolean until) {

        public static final int UNBOUNDED = 0;

        public boolean isUnbounded() {
            return most == UNBOUNDED;
        }

        public boolean isExact() {
            return least == most;
        }
    }

    /** Whether the rule must see every record of the key, also those that meet no step. */
    boolean needsEveryRecord(boolean first) {
        boolean strictly = !first && next == Contiguity.STRICT;
        return strictly || repetition != null && repetition.inside() == Contiguity.STRICT;
    }

    /** Whether half-matched state of one version means the same to the next. */
    String shape() {
        return String.join(" ", id, next.key(), absent ? "absent" : "", optional ? "optional" : "", repeated());
    }

    private String repeated() {
        return repetition == null
                ? ""
                : repetition.least() + "-" + repetition.most() + " "
                        + repetition.inside().key() + (repetition.greedy() ? " greedy" : "")
                        + (repetition.until() ? " until" : "");
    }
}
