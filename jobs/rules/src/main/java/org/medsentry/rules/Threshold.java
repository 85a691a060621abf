package org.medsentry.rules;

/**
 * A figure held against a constant, as most rungs of a ladder are. Whoever knows the figure as a number asks
 * {@link #isReached} and makes no object of it.
 *
 * @param index place of the figure
 * @param inclusive whether the constant itself is enough
 * @param comparison the same as it is evaluated in general
 */
record Threshold(int index, double constant, boolean inclusive, Node comparison) implements Node {

    /** Beyond, not every whole number is a double. */
    private static final double EXACT = 1L << 53;

    /** The comparison, as a threshold where it is one. */
    static Typed recognised(Typed left, Typed right, boolean greater, boolean inclusive, Typed compared) {
        Typed figure = greater ? left : right;
        Typed limit = greater ? right : left;
        if (figure.node() instanceof Figure known
                && figure.type().isNumber()
                && limit.isConstant()
                && limit.constantValue() instanceof Number number
                && Math.abs(number.doubleValue()) < EXACT) {
            Node threshold = new Threshold(known.index(), number.doubleValue(), inclusive, compared.node());
            return new Typed(threshold, compared.type(), compared.cost());
        }
        return compared;
    }

    @Override
    public Object value(Frame frame) {
        return comparison.value(frame);
    }

    boolean isReached(double figure) {
        return inclusive ? figure >= constant : figure > constant;
    }

    /** The least whole number that reaches it. */
    double leastWhole() {
        double ceiling = Math.ceil(constant);
        return !inclusive && ceiling == constant ? ceiling + 1 : ceiling;
    }
}
