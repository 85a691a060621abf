package org.medsentry.rules;

import java.util.List;

/**
 * A condition of a step, parted: what looks at the record alone is asked where the record is, the rest where the records of
 * earlier steps are.
 *
 * @param own null where it asks nothing of the record alone
 * @param rest null where it asks nothing else
 * @param never whether it is known not to hold for any record
 * @param meaning equal for equal conditions
 * @param terms what it cannot do without
 */
record StepCondition(Node own, Node rest, boolean never, String meaning, List<EqualityTerm> terms) {

    boolean isMetAlone(Frame frame) {
        return own == null || own.value(frame) == Boolean.TRUE;
    }
}
