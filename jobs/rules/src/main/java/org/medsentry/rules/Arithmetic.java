package org.medsentry.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** CEL's arithmetic over numbers, times, durations, texts and lists. What overflows or divides by zero is a fault. */
enum Arithmetic {
    ADD("_+_"),
    SUBTRACT("_-_"),
    MULTIPLY("_*_"),
    DIVIDE("_/_"),
    REMAINDER("_%_");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Beyond these, a rule that doubles and doubles its own definitions would eat the memory of the job. */
    private static final int LONGEST_TEXT = 200_000;

    private static final int LONGEST_LIST = 10_000;

    private final String function;

    Arithmetic(String function) {
        this.function = function;
    }

    /** The operation that CEL calls by this name, or null. */
    static Arithmetic of(String function) {
        for (Arithmetic arithmetic : values()) {
            if (arithmetic.function.equals(function)) {
                return arithmetic;
            }
        }
        return null;
    }

    Typed compile(Typed left, Typed right, ValueType type) {
        Operator operation = operation(left.type().kind(), right.type().kind());
        return Operator.binary(left, right, type, (first, second, frame) -> {
            try {
                return operation.apply(first, second, frame);
            } catch (ArithmeticException | DateTimeException outOfRange) {
                return frame.fault(outOfRange.getMessage());
            }
        });
    }

    static Typed negate(Typed operand) {
        if (operand.type().kind() == ValueType.Kind.DOUBLE) {
            return Operator.unary(operand, ValueType.DOUBLE, (value, unused, frame) -> -(Double) value);
        }
        return Operator.unary(operand, ValueType.INT, (value, unused, frame) -> {
            long number = (Long) value;
            return number == Long.MIN_VALUE ? frame.fault("long overflow") : (Object) (-number);
        });
    }

    private Operator operation(ValueType.Kind left, ValueType.Kind right) {
        return switch (left) {
            case INT -> (first, second, frame) -> ofLongs((Long) first, (Long) second);
            case DOUBLE -> (first, second, frame) -> ofDoubles((Double) first, (Double) second);
            case STRING -> (first, second, frame) -> joined((String) first, (String) second);
            case LIST -> (first, second, frame) -> joined((List<?>) first, (List<?>) second);
            case TIMESTAMP ->
                right == ValueType.Kind.TIMESTAMP
                        ? (first, second, frame) -> Duration.between((Instant) second, (Instant) first)
                        : (first, second, frame) -> moved((Instant) first, (Duration) second);
            case DURATION ->
                right == ValueType.Kind.TIMESTAMP
                        ? (first, second, frame) -> moved((Instant) second, (Duration) first)
                        : (first, second, frame) -> ofDurations((Duration) first, (Duration) second);
            case BOOL, ENUM, RECORD -> throw new IllegalStateException("no arithmetic over " + left);
        };
    }

    private long ofLongs(long left, long right) {
        return switch (this) {
            case ADD -> Math.addExact(left, right);
            case SUBTRACT -> Math.subtractExact(left, right);
            case MULTIPLY -> Math.multiplyExact(left, right);
            case DIVIDE -> {
                if (left == Long.MIN_VALUE && right == -1) {
                    throw new ArithmeticException("long overflow");
                }
                yield left / right;
            }
            case REMAINDER -> {
                if (left == Long.MIN_VALUE && right == -1) {
                    throw new ArithmeticException("long overflow");
                }
                yield left % right;
            }
        };
    }

    private double ofDoubles(double left, double right) {
        return switch (this) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case REMAINDER -> throw new IllegalStateException("no remainder of numbers with a fraction");
        };
    }

    private Duration ofDurations(Duration left, Duration right) {
        return this == ADD ? left.plus(right) : left.minus(right);
    }

    private Instant moved(Instant time, Duration by) {
        Instant moved = this == ADD ? time.plus(by) : time.minus(by);
        if (moved.isBefore(FIRST) || moved.isAfter(LAST)) {
            throw new DateTimeException("time out of range");
        }
        return moved;
    }

    private static String joined(String left, String right) {
        if (left.length() + right.length() > LONGEST_TEXT) {
            throw new ArithmeticException("text too long");
        }
        return left.concat(right);
    }

    private static List<Object> joined(List<?> left, List<?> right) {
        if (left.size() + right.size() > LONGEST_LIST) {
            throw new ArithmeticException("list too long");
        }
        List<Object> both = new ArrayList<>(left.size() + right.size());
        both.addAll(left);
        both.addAll(right);
        return both;
    }
}
