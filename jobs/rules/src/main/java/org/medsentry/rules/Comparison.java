package org.medsentry.rules;

import java.math.BigDecimal;

/** CEL's order and equality over the values of the rule language. */
enum Comparison {
    LESS("_<_"),
    LESS_OR_EQUAL("_<=_"),
    GREATER("_>_"),
    GREATER_OR_EQUAL("_>=_");

    private static final double EXACT_LONG = 1L << 53;

    private final String function;

    Comparison(String function) {
        this.function = function;
    }

    /** The comparison that CEL calls by this name, or null. */
    static Comparison of(String function) {
        for (Comparison comparison : values()) {
            if (comparison.function.equals(function)) {
                return comparison;
            }
        }
        return null;
    }

    Typed compile(Typed left, Typed right) {
        Operator operator;
        if (left.type().kind() == ValueType.Kind.DOUBLE && right.type().kind() == ValueType.Kind.DOUBLE) {
            operator = (first, second, frame) -> ofNumbers((Double) first, (Double) second);
        } else if (left.type().isNumber() && left.type().kind() != right.type().kind()) {
            operator = (first, second, frame) -> ofMixed((Number) first, (Number) second);
        } else {
            operator = (first, second, frame) -> ofOrder(order(first, second));
        }
        Typed compared = Operator.binary(left, right, ValueType.BOOL, operator);
        boolean greater = this == GREATER || this == GREATER_OR_EQUAL;
        boolean inclusive = this == LESS_OR_EQUAL || this == GREATER_OR_EQUAL;
        return Threshold.recognised(left, right, greater, inclusive, compared);
    }

    static Typed equal(Typed left, Typed right, boolean equal) {
        Operator operator;
        if (left.type().isEnum() && right.type().isEnum()) {
            operator = (first, second, frame) -> (first == second) == equal;
        } else if (left.type().kind() == ValueType.Kind.DOUBLE) {
            operator = (first, second, frame) -> ((double) (Double) first == (double) (Double) second) == equal;
        } else {
            operator = (first, second, frame) -> first.equals(second) == equal;
        }
        return Operator.binary(left, right, ValueType.BOOL, operator);
    }

    private boolean ofNumbers(double left, double right) {
        return switch (this) {
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }

    private boolean ofMixed(Number left, Number right) {
        double first = left.doubleValue();
        double second = right.doubleValue();
        if (Math.abs(first) < EXACT_LONG || Math.abs(second) < EXACT_LONG || !Double.isFinite(first + second)) {
            return ofNumbers(first, second);
        }
        return ofOrder(exact(left).compareTo(exact(right)));
    }

    private boolean ofOrder(int order) {
        return switch (this) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    @SuppressWarnings("unchecked") // both sides have one type, which the checker made sure of
    private static int order(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
