package org.medsentry.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The type of an expression, finer than CEL's in one point: a value of one of our enums is a text to CEL, but here still
 * known as that enum, so that a comparison with a word that is none of its values is found when the rule is checked.
 *
 * @param element of a list, else null
 * @param enumeration of an enum, else null
 * @param record of a record, else null
 */
record ValueType(Kind kind, ValueType element, Class<? extends Enum<?>> enumeration, RecordType record) {

    /** How values look at run time is said behind each kind; a missing value is null. */
    enum Kind {
        /** {@link Boolean}. */
        BOOL,
        /** {@link Long}. */
        INT,
        /** {@link Double}. */
        DOUBLE,
        /** {@link String}. */
        STRING,
        /** {@link Instant}. */
        TIMESTAMP,
        /** {@link Duration}. */
        DURATION,
        /** The constant itself. */
        ENUM,
        /** {@link List}, never null and never holding null. */
        LIST,
        /** The record itself. */
        RECORD
    }

    static final ValueType BOOL = simple(Kind.BOOL);
    static final ValueType INT = simple(Kind.INT);
    static final ValueType DOUBLE = simple(Kind.DOUBLE);
    static final ValueType STRING = simple(Kind.STRING);
    static final ValueType TIMESTAMP = simple(Kind.TIMESTAMP);
    static final ValueType DURATION = simple(Kind.DURATION);

    private static ValueType simple(Kind kind) {
        return new ValueType(kind, null, null, null);
    }

    static ValueType listOf(ValueType element) {
        return new ValueType(Kind.LIST, element, null, null);
    }

    static ValueType enumOf(Class<? extends Enum<?>> enumeration) {
        return new ValueType(Kind.ENUM, null, enumeration, null);
    }

    static ValueType recordOf(RecordType record) {
        return new ValueType(Kind.RECORD, null, null, record);
    }

    /** The type that a component of one of our records has in rules. */
    static ValueType of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return listOf(of(list.getActualTypeArguments()[0]));
        }
        if (type == String.class) {
            return STRING;
        }
        if (type == Instant.class) {
            return TIMESTAMP;
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return INT;
        }
        if (type == double.class || type == Double.class) {
            return DOUBLE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return BOOL;
        }
        if (type instanceof Class<?> named && named.isEnum()) {
            return enumOf(enumClass(named));
        }
        if (type instanceof Class<?> named && named.isRecord()) {
            return recordOf(RecordType.of(named));
        }
        throw new IllegalArgumentException("rules have no type for " + type);
    }

    /** The type that CEL gave an expression. Enums are texts there; null where the language has no such type. */
    static ValueType of(CelType type) {
        return switch (type.kind()) {
            case BOOL -> BOOL;
            case INT -> INT;
            case DOUBLE -> DOUBLE;
            case STRING -> STRING;
            case TIMESTAMP -> TIMESTAMP;
            case DURATION -> DURATION;
            case LIST -> {
                ListType list = (ListType) type;
                ValueType element = list.hasElemType() ? of(list.elemType()) : null;
                yield element == null ? null : listOf(element);
            }
            case STRUCT ->
                RecordType.named(type.name()).map(ValueType::recordOf).orElse(null);
            default -> null;
        };
    }

    CelType celType() {
        return switch (kind) {
            case BOOL -> SimpleType.BOOL;
            case INT -> SimpleType.INT;
            case DOUBLE -> SimpleType.DOUBLE;
            case STRING, ENUM -> SimpleType.STRING;
            case TIMESTAMP -> SimpleType.TIMESTAMP;
            case DURATION -> SimpleType.DURATION;
            case LIST -> ListType.create(element.celType());
            case RECORD -> record.celType();
        };
    }

    /** The same type as CEL sees it: enums as texts. */
    ValueType plain() {
        return switch (kind) {
            case ENUM -> STRING;
            case LIST -> listOf(element.plain());
            case BOOL, INT, DOUBLE, STRING, TIMESTAMP, DURATION, RECORD -> this;
        };
    }

    boolean isEnum() {
        return kind == Kind.ENUM;
    }

    boolean isListOfEnum() {
        return kind == Kind.LIST && element.isEnum();
    }

    /** The record that a step of a pattern has taken. */
    boolean isStep() {
        return kind == Kind.RECORD && record.isStep();
    }

    boolean isNumber() {
        return kind == Kind.INT || kind == Kind.DOUBLE;
    }

    /** With its article, as in "this is a text". */
    String described() {
        return switch (kind) {
            case BOOL -> "a truth value";
            case INT -> "a whole number";
            case DOUBLE -> "a number";
            case STRING, ENUM -> "a text";
            case TIMESTAMP -> "a time";
            case DURATION -> "a duration";
            case LIST -> "a list";
            case RECORD -> "a record";
        };
    }

    @SuppressWarnings("unchecked") // guarded by isEnum
    private static Class<? extends Enum<?>> enumClass(Class<?> type) {
        return (Class<? extends Enum<?>>) type;
    }
}
