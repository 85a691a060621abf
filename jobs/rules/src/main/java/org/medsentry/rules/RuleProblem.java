package org.medsentry.rules;

/**
 * One thing wrong with a rule file.
 *
 * @param line 1-based
 * @param column 1-based, in characters
 */
public record RuleProblem(String file, int line, int column, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
