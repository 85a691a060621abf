package org.medsentry.rules;

import java.util.Arrays;
import java.util.List;

/** Goes between the constants of our enums and the words that rules write for them. */
final class Words {

    private Words() {}

    /** The constant of that name, or null. */
    static Enum<?> constant(Class<? extends Enum<?>> type, String word) {
        for (Enum<?> constant : type.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        return null;
    }

    static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    /** The same value as CEL sees it: enums as texts. */
    static Typed plain(Typed typed) {
        if (typed.type().isEnum()) {
            return converted(typed, (value, none, frame) -> ((Enum<?>) value).name());
        }
        if (typed.type().isListOfEnum()) {
            return converted(
                    typed,
                    (value, none, frame) -> ((List<?>) value)
                            .stream()
                                    .map(element -> (Object) ((Enum<?>) element).name())
                                    .toList());
        }
        return typed;
    }

    private static Typed converted(Typed typed, Operator conversion) {
        ValueType type = typed.type().plain();
        if (typed.isConstant()) {
            return Typed.constant(conversion.apply(typed.constantValue(), null, null), type);
        }
        return Operator.unary(typed, type, conversion);
    }
}
