package org.medsentry.rules;

import java.util.Set;

/**
 * A question that a condition cannot do without: unless the value (or one of the values) is one of these, it does not hold.
 *
 * @param meaning equal for equal questions, whatever the answers
 * @param question gives a value or a list of values
 * @param answers texts, numbers or truth values; constants of enums by name
 */
record EqualityTerm(String meaning, Node question, Set<Object> answers) {

    /** A value as it stands among the answers. */
    static Object answer(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value;
    }
}
