package org.medsentry.streaming.examples;

/**
 * What became of one example.
 *
 * @param file that it stands in
 * @param line where it begins
 * @param failure what was raised in place of what must be, or null if it passed
 */
public record ExampleOutcome(String ruleId, String file, int line, String example, String failure) {

    public boolean passed() {
        return failure == null;
    }
}
