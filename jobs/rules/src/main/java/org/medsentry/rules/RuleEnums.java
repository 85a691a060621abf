package org.medsentry.rules;

import java.util.Map;
import java.util.TreeMap;

/** The enums that rules can see, so that their constants can be written by name and read again. */
public final class RuleEnums {

    private static final Map<String, Enum<?>> CONSTANTS = constants();

    private RuleEnums() {}

    /** A name that is the same in every release, for instance {@code Category.ANTIVIRAL}. */
    public static String nameOf(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }

    /** The constant of that name, or null if this release has it no longer. */
    public static Enum<?> constant(String name) {
        return CONSTANTS.get(name);
    }

    private static Map<String, Enum<?>> constants() {
        Map<String, Enum<?>> constants = new TreeMap<>();
        for (RuleStream stream : RuleStream.values()) {
            for (Each each : Each.values()) {
                if (each.existsIn(stream)) {
                    Vocabulary.of(stream, each)
                            .variables()
                            .values()
                            .forEach(variable -> add(variable.type(), constants));
                }
            }
        }
        return Map.copyOf(constants);
    }

    private static void add(ValueType type, Map<String, Enum<?>> constants) {
        switch (type.kind()) {
            case ENUM -> {
                for (Enum<?> constant : type.enumeration().getEnumConstants()) {
                    constants.put(nameOf(constant), constant);
                }
            }
            case LIST -> add(type.element(), constants);
            case RECORD -> type.record().fields().values().forEach(field -> add(field.type(), constants));
            case BOOL, INT, DOUBLE, STRING, TIMESTAMP, DURATION -> {
                // no constants
            }
        }
    }
}
