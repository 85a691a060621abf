package org.medsentry.console.rule;

import java.util.List;

/**
 * Runs the examples that a rule file carries. That takes the jobs' own graph, which the console does not bear; whoever starts the
 * console says how.
 */
public interface ExampleRunner {

    /**
     * What became of an example.
     *
     * @param message what was raised in place of what must be; null if it passed
     */
    record Outcome(String name, boolean passed, int line, String message) {}

    /** @param yaml a rule that passes its check */
    List<Outcome> run(String yaml);
}
