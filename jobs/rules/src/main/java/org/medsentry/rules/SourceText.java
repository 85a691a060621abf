package org.medsentry.rules;

/**
 * An expression and where it stands in the rule file.
 *
 * @param start index in the YAML text at which the expression begins
 */
record SourceText(String text, TextPlaces places, int start) {

    static SourceText of(YamlNode.Text text) {
        return new SourceText(text.value(), text.places(), 0);
    }

    Place place() {
        return places.at(start);
    }

    /** @param codePoint how many code points into the expression */
    Place at(int codePoint) {
        int within = Math.min(Math.max(0, codePoint), text.codePointCount(0, text.length()));
        return places.at(start + text.offsetByCodePoints(0, within));
    }
}
