package org.medsentry.rules;

import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Finds the place in the file of a character of a YAML text, through quotes, escapes, folding and indentation, so that a
 * mistake inside an expression is shown where its author wrote it.
 */
final class TextPlaces {

    private final int[] file;
    private final int start;
    private final ScalarStyle style;
    private final String value;

    /** @param start index in the file of the text's first character, its quote or its block sign */
    TextPlaces(int[] file, int start, ScalarStyle style, String value) {
        this.file = file;
        this.start = start;
        this.style = style;
        this.value = value;
    }

    /** Where the text begins. */
    Place start() {
        return place(file, start);
    }

    /** @param offset index of a {@code char} of the value; its length means the end */
    Place at(int offset) {
        int[] wanted = value.codePoints().toArray();
        int count = value.codePointCount(0, Math.min(offset, value.length()));
        int raw = contentStart();
        for (int index = 0; index < wanted.length; index++) {
            raw = next(raw, wanted[index]);
            if (index == count) {
                return place(file, raw);
            }
            raw += rawLength(raw, wanted[index]);
        }
        return place(file, raw);
    }

    private int contentStart() {
        switch (style) {
            case DOUBLE_QUOTED, SINGLE_QUOTED -> {
                return start + 1;
            }
            case LITERAL, FOLDED -> {
                int index = start;
                while (index < file.length && file[index] != '\n') {
                    index++;
                }
                return index;
            }
            case PLAIN, JSON_SCALAR_STYLE -> {
                return start;
            }
        }
        throw new IllegalStateException("unknown style: " + style);
    }

    /** Index of what stands for the wanted character: what YAML left out is passed over. */
    private int next(int from, int wanted) {
        int index = from;
        while (index < file.length) {
            if (style == ScalarStyle.DOUBLE_QUOTED && file[index] == '\\' && isBreak(index + 1)) {
                index += 2;
            } else if (isWhite(file[index]) && !isWhite(wanted)) {
                index++;
            } else {
                return index;
            }
        }
        return Math.max(0, file.length - 1);
    }

    private int rawLength(int raw, int wanted) {
        if (raw >= file.length) {
            return 0;
        }
        if (style == ScalarStyle.DOUBLE_QUOTED && file[raw] == '\\' && raw + 1 < file.length) {
            return switch (file[raw + 1]) {
                case 'x' -> 4;
                case 'u' -> 6;
                case 'U' -> 10;
                default -> 2;
            };
        }
        if (style == ScalarStyle.SINGLE_QUOTED && file[raw] == '\'') {
            return 2;
        }
        return isWhite(wanted) && !isWhite(file[raw]) ? 0 : 1;
    }

    private boolean isBreak(int index) {
        return index < file.length && (file[index] == '\n' || file[index] == '\r');
    }

    private static boolean isWhite(int codePoint) {
        return codePoint == ' ' || codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
    }

    private static Place place(int[] file, int index) {
        int line = 1;
        int column = 1;
        for (int before = 0; before < Math.min(index, file.length); before++) {
            if (file[before] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Place(line, column);
    }
}
