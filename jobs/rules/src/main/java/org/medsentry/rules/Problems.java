package org.medsentry.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with one file, so that its author sees everything at once. */
final class Problems {

    private static final int SHOWN = 50;

    private final String file;
    private final List<RuleProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, String message) {
        RuleProblem problem = new RuleProblem(file, place.line(), place.column(), message);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() throws RuleException {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    RuleException exception() {
        found.sort(Comparator.comparingInt(RuleProblem::line).thenComparingInt(RuleProblem::column));
        return new RuleException(found.subList(0, Math.min(SHOWN, found.size())));
    }
}
