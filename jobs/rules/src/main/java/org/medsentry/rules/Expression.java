package org.medsentry.rules;

import java.util.List;
import java.util.Set;

/**
 * A checked and compiled expression.
 *
 * @param names the variables and definitions that it uses
 * @param text as written, without the spaces that mean nothing
 * @param meaning with definitions and parameters written out: equal for equal meanings
 * @param terms what a condition cannot do without; empty for other expressions
 */
record Expression(Typed typed, Set<String> names, String text, String meaning, List<EqualityTerm> terms) {

    ValueType type() {
        return typed.type();
    }

    Node node() {
        return typed.node();
    }

    /** Drops what may change without a change of meaning: white space outside quotes, except between two words. */
    static String normalised(String text) {
        StringBuilder kept = new StringBuilder();
        char quote = 0;
        boolean space = false;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (quote == 0 && Character.isWhitespace(character)) {
                space = true;
                continue;
            }
            if (space && !kept.isEmpty() && isWord(kept.charAt(kept.length() - 1)) && isWord(character)) {
                kept.append(' ');
            }
            space = false;
            kept.append(character);
            if (quote != 0 && character == '\\' && index + 1 < text.length()) {
                kept.append(text.charAt(++index));
            } else if (quote == 0 && (character == '\'' || character == '"')) {
                quote = character;
            } else if (character == quote) {
                quote = 0;
            }
        }
        return kept.toString();
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
