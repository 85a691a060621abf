package org.medsentry.rules;

import java.util.List;
import java.util.stream.Collectors;

/** A rule does not pass its check; says everything that is wrong with it at once. */
public final class RuleException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<RuleProblem> problems;

    RuleException(List<RuleProblem> problems) {
        super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file; never empty. */
    public List<RuleProblem> problems() {
        return problems;
    }
}
