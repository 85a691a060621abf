package org.medsentry.rules;

import java.util.List;
import org.medsentry.rules.SequenceStep.Contiguity;

/**
 * Finds what steps of a pattern cannot be together: what the automaton behind the shuffle does not know, and what can never
 * match.
 */
final class SequenceCheck {

    private static final List<String> OF_PRESENT_STEPS =
            List.of("optional", "times", "least", "most", "inside", "greedy", "until");

    private final List<StepDraft> steps;
    private final Problems problems;

    SequenceCheck(List<StepDraft> steps, Problems problems) {
        this.steps = steps;
        this.problems = problems;
    }

    void check(AfterMatch afterMatch, Place placeOfAfterMatch) {
        for (int index = 0; index < steps.size(); index++) {
            StepDraft step = steps.get(index);
            StepDraft before = index == 0 ? null : steps.get(index - 1);
            if (step.absent) {
                absent(step, before, index == steps.size() - 1);
            } else {
                quantifier(step);
                optional(step, index);
            }
            if (before == null && step.next != null) {
                problems.add(step.section.place("next"), "the first step follows no other");
            }
            reached(step, before);
        }
        whole();
        afterMatch(afterMatch, placeOfAfterMatch);
    }

    private void whole() {
        if (steps.size() == 1 && !steps.get(0).absent && steps.get(0).repetition == null) {
            problems.add(
                    steps.get(0).place, "a single record needs no 'within': several steps do, or one that repeats");
        }
        if (!steps.isEmpty() && steps.stream().allMatch(step -> step.absent || step.optional)) {
            problems.add(steps.get(0).place, "no step must be there, so nothing at all would match");
        }
    }

    private void absent(StepDraft step, StepDraft before, boolean last) {
        for (String key : OF_PRESENT_STEPS) {
            if (step.section.has(key)) {
                problems.add(step.section.place(key), "an absent step has no '" + key + "'");
            }
        }
        if (step.next == Contiguity.ANY) {
            problems.add(
                    step.section.place("next"),
                    "an absent step is strict (not the very next record) or relaxed (none until the next step)");
        }
        if (before == null) {
            problems.add(step.place, "a pattern begins with a record that is there, not with an absent one");
        } else if (before.optional) {
            problems.add(step.place, "an absent step cannot follow an optional one: make two rules");
        } else if (last && step.contiguity() == Contiguity.RELAXED && before.isOpenEnded()) {
            // the automaton would wait for one more record before it watches out for the absent one
            problems.add(
                    step.place,
                    "an absent last step needs a known number of records before it: give step '" + before.id
                            + "' 'times'");
        }
    }

    private void quantifier(StepDraft step) {
        if (step.repetition == null) {
            for (String key : List.of("inside", "greedy", "until")) {
                if (step.section.has(key)) {
                    problems.add(
                            step.section.place(key), "'" + key + "' needs 'times', 'least' or 'most' in the same step");
                }
            }
            return;
        }
        boolean any = step.repetition.inside() == Contiguity.ANY;
        if (step.isGreedy() && any) {
            problems.add(step.section.place("greedy"), "a greedy step leaves nothing out, so 'inside' is not any");
        }
        if (step.untilText != null && !step.repetition.isUnbounded()) {
            problems.add(step.section.place("until"), "'until' ends a repetition without 'times' and 'most'");
        }
        if (step.repetition.isUnbounded() && any && step.untilText == null) {
            problems.add(
                    step.section.place("inside"),
                    "any combination of any number of records is too many: give 'most' or 'until'");
        }
    }

    private void optional(StepDraft step, int index) {
        if (!step.optional || index == 0) {
            return;
        }
        if (steps.get(index - 1).isGreedy()) {
            problems.add(step.section.place("optional"), "an optional step cannot follow a greedy one");
        }
    }

    /** Steps that no record can reach. */
    private void reached(StepDraft step, StepDraft before) {
        if (step.when == null) {
            return;
        }
        if (step.when.never()) {
            problems.add(
                    step.whenText.place(),
                    step.absent
                            ? "this never holds, so the absent step says nothing"
                            : "this never holds, so the step is never reached");
        } else if (before != null
                && before.when != null
                && before.when.meaning().equals(step.when.meaning())) {
            boolean ruledOut = before.absent
                    && !step.absent
                    && (before.contiguity() == Contiguity.RELAXED || step.contiguity() == Contiguity.STRICT);
            if (ruledOut) {
                problems.add(
                        step.whenText.place(),
                        "the absent step '" + before.id
                                + "' rules out the same records, so this step is never reached");
            } else if (before.isGreedy() && before.repetition.isUnbounded() && before.untilText == null) {
                problems.add(
                        step.whenText.place(),
                        "the greedy step '" + before.id + "' takes the same records, so this step is never reached");
            }
        }
        if (step.until != null && step.until.never()) {
            problems.add(step.untilText.place(), "this never holds, so it ends nothing");
        }
    }

    private void afterMatch(AfterMatch afterMatch, Place place) {
        if (!afterMatch.kind().namesStep()) {
            return;
        }
        StepDraft named = steps.stream()
                .filter(step -> step.id.equals(afterMatch.step()))
                .findFirst()
                .orElse(null);
        if (named == null) {
            List<String> ids = steps.stream().map(step -> step.id).toList();
            problems.add(place, "no step is named '" + afterMatch.step() + "'" + Suggestion.of(afterMatch.step(), ids));
        } else if (named.absent) {
            problems.add(place, "step '" + named.id + "' is absent and takes no record");
        }
    }
}
