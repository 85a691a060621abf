package org.medsentry.rules;

/**
 * A compiled expression and what is known of it.
 *
 * @param cost rough number of steps, to ask the cheap questions first
 */
record Typed(Node node, ValueType type, int cost) {

    static Typed constant(Object value, ValueType type) {
        return new Typed(new Constant(value), type, 0);
    }

    boolean isConstant() {
        return node instanceof Constant;
    }

    Object constantValue() {
        return ((Constant) node).value();
    }

    /** A value that no record changes. */
    record Constant(Object value) implements Node {

        @Override
        public Object value(Frame frame) {
            return value;
        }
    }
}
