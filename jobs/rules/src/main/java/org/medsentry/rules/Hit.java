package org.medsentry.rules;

import java.util.List;
import java.util.function.Supplier;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;

/**
 * What one record means at one key to rules that look at more than one record. Found before the shuffle; it travels instead of
 * the record.
 *
 * @param watchId what found it; the state behind the shuffle bears the same name
 * @param met bit {@code i}: the part of step {@code i}'s condition that looks at this record alone holds
 * @param values what the measures of a counter take from the record: for measure {@code i} its contribution at {@code 2 i} (true, a
 *     number, or the fingerprint of what is told apart; null: none) and the fingerprint of its {@code per} at {@code 2 i + 1} (or
 *     null); last, where the key is rolled up, the county code
 * @param groups the groups it is counted in, or null where the rule has none
 * @param captures what conditions and texts need of the record
 * @param about gives what it is about; most hits are never asked
 * @param raises modifiers that hold for the record; which of them concern a rule is known behind the shuffle
 */
public record Hit(
        String watchId,
        SubjectKey key,
        long met,
        Object[] values,
        List<String> groups,
        Captures captures,
        Supplier<Subject> about,
        List<Raise> raises) {

    public static final Object[] NO_VALUES = {};

    public Hit(
            String watchId,
            SubjectKey key,
            long met,
            Object[] values,
            List<String> groups,
            Captures captures,
            Subject subject,
            List<Raise> raises) {
        this(watchId, key, met, values, groups, captures, () -> subject, raises);
    }

    public Subject subject() {
        return about.get();
    }

    Hit with(List<Raise> found) {
        return new Hit(watchId, key, met, values, groups, captures, about, found);
    }

    /** Tells the state of an earlier version of the record to forget it; only the names count. */
    public Hit withdrawal() {
        return new Hit(watchId, key, 0, NO_VALUES, null, Captures.NONE, about, List.of());
    }
}
