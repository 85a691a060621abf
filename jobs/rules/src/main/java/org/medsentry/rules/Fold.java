package org.medsentry.rules;

import java.util.List;

/**
 * A list macro ({@code exists}, {@code all}, {@code map}, {@code filter}, {@code exists_one}) as CEL writes it out: a fold over
 * the elements of a list. Lists are finite and folds nest at most twice, so no rule can run on.
 */
record Fold(Node range, int elementSlot, int resultSlot, Node initial, Node goOn, Node step, Node result)
        implements Node {

    @Override
    public Object value(Frame frame) {
        List<?> elements = (List<?>) range.value(frame);
        if (elements == null) {
            return null;
        }
        Object[] locals = frame.locals;
        locals[resultSlot] = initial.value(frame);
        for (int index = 0; index < elements.size(); index++) {
            locals[elementSlot] = elements.get(index);
            Object more = goOn.value(frame);
            if (more == null) {
                return null;
            }
            if (more == Boolean.FALSE) {
                break;
            }
            locals[resultSlot] = step.value(frame);
        }
        return result.value(frame);
    }
}
