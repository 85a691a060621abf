package org.medsentry.schemas.codec;

import java.util.ArrayList;
import java.util.List;

/** The names of an enumeration, matched against the parser's characters without making a string of them. */
final class Choices<E extends Enum<E>> {
    private final List<E> constants;
    private final char[][] names;

    Choices(Class<E> type) {
        constants = List.of(type.getEnumConstants());
        names = constants.stream()
                .map(constant -> constant.name().toCharArray())
                .toArray(char[][]::new);
    }

    /** The constant with this name, or null. */
    E match(char[] text, int offset, int length) {
        for (int index = 0; index < names.length; index++) {
            if (equal(names[index], text, offset, length)) {
                return constants.get(index);
            }
        }
        return null;
    }

    private static boolean equal(char[] name, char[] text, int offset, int length) {
        if (name.length != length) {
            return false;
        }
        for (int index = 0; index < length; index++) {
            if (name[index] != text[offset + index]) {
                return false;
            }
        }
        return true;
    }

    /** For messages: the names in their order, joined by commas. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        constants.forEach(constant -> texts.add(constant.name()));
        return String.join(", ", texts);
    }
}
