package org.medsentry.rules;

import java.util.List;

/** What a strict function does with values that are all there. */
@FunctionalInterface
interface Operator {

    /** @return null after {@link Frame#fault(String)} where there is no result */
    Object apply(Object left, Object right, Frame frame);

    /** Both operands are needed: where one is missing, so is the result. */
    static Typed binary(Typed left, Typed right, ValueType type, Operator operator) {
        Node first = left.node();
        Node second = right.node();
        int cost = left.cost() + right.cost() + 1;
        if (right.isConstant()) {
            Object constant = right.constantValue();
            return new Typed(
                    frame -> {
                        Object value = first.value(frame);
                        return value == null ? null : operator.apply(value, constant, frame);
                    },
                    type,
                    cost);
        }
        return new Typed(
                frame -> {
                    Object leftValue = first.value(frame);
                    if (leftValue == null) {
                        return null;
                    }
                    Object rightValue = second.value(frame);
                    return rightValue == null ? null : operator.apply(leftValue, rightValue, frame);
                },
                type,
                cost);
    }

    static Typed unary(Typed operand, ValueType type, Operator operator) {
        return binary(operand, Typed.constant(Boolean.TRUE, ValueType.BOOL), type, operator);
    }

    /** A list of values that are all there, or missing where one of them is. */
    static Node list(List<Typed> elements) {
        Node[] nodes = elements.stream().map(Typed::node).toArray(Node[]::new);
        return frame -> {
            Object[] values = new Object[nodes.length];
            for (int index = 0; index < nodes.length; index++) {
                values[index] = nodes[index].value(frame);
                if (values[index] == null) {
                    return null;
                }
            }
            return List.of(values);
        };
    }
}
