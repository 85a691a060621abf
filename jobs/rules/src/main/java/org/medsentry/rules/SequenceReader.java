package org.medsentry.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.medsentry.rules.SequenceStep.Contiguity;
import org.medsentry.rules.SequenceStep.Repetition;

/** Reads what is special to files of patterns that span several records. */
final class SequenceReader {

    private static final int MOST_STEPS = 16;
    private static final int MOST_TIMES = 100;
    private static final List<String> TRUTH = List.of("true", "false");

    /** What only a step has that spans several records or stands beside others. */
    private static final List<String> OF_SEQUENCES =
            List.of("next", "absent", "optional", "times", "least", "most", "inside", "greedy", "until");

    private static final Set<String> FIGURES = Set.of("within", "firstEventAt", "lastEventAt", "matches");

    private final RuleParts parts;
    private final Problems problems;
    private final List<StepDraft> drafts = new ArrayList<>();

    SequenceReader(RuleParts parts) {
        this.parts = parts;
        this.problems = parts.problems();
    }

    /** Whether the file tells of several records, rightly or not. */
    static boolean isSequence(Section file) {
        List<YamlNode> steps = file.items("steps", false);
        return steps.size() > 1
                || file.has("within")
                || file.has("afterMatch")
                || steps.stream()
                        .anyMatch(step -> step instanceof YamlNode.Entries entries
                                && OF_SEQUENCES.stream().anyMatch(entries.values()::containsKey));
    }

    /** Null if a problem has been added. */
    SequenceRule read(Rule.Head head, Each each) {
        if (head.stream().isDerived()) {
            problems.add(
                    parts.file().place("stream"),
                    head.stream().id()
                            + " come in no order of time, so no pattern of several records is matched there");
        }
        Duration within = parts.file().duration("within", true);
        RuleKey key = parts.key();
        parts.file().sections("steps", true, "a step", section -> drafts.add(draft(section)));
        AfterMatch afterMatch = afterMatch();
        if (drafts.size() > MOST_STEPS) {
            problems.add(parts.file().place("steps"), "a pattern has at most " + MOST_STEPS + " steps");
            return null;
        }
        List<ExpressionScope> scopes = conditions();
        new SequenceCheck(drafts, problems).check(afterMatch, parts.file().place("afterMatch"));
        RuleParts behind = parts.in(parts.scope().behindTheShuffle(figures(drafts.size(), null)));
        RuleParts.Texts title = behind.texts("title", true);
        Judgement judgement = behind.judgement(false, title);
        parts.file().close();
        if (!problems.none()) {
            return null;
        }
        scopes.add(behind.scope());
        List<SequenceStep> steps = drafts.stream().map(StepDraft::step).toList();
        String id = Watches.id("sequence", head, each, key, SequenceRule.shape(steps, afterMatch));
        SequenceRule.Trail trail = new SequenceRule.Trail(id, each, key, captures(scopes), bits(), everyRecord(steps));
        int slots = scopes.stream().mapToInt(ExpressionScope::slots).max().orElse(0);
        return new SequenceRule(head.with(title.written(), slots), judgement, within, trail, steps, afterMatch);
    }

    private StepDraft draft(Section section) {
        StepDraft draft = new StepDraft(section);
        YamlNode.Text id = section.text("id", true);
        if (id != null) {
            draft.id = id.value();
            draft.place = id.place();
            if (!RuleParts.NAME.matcher(id.value()).matches()) {
                problems.add(id.place(), "a step is named by one word");
            } else if (parts.scope().isTaken(id.value()) || figures(0, null).containsKey(id.value())) {
                problems.add(id.place(), "'" + id.value() + "' has a meaning already");
            } else if (drafts.stream().anyMatch(other -> other.id.equals(id.value()))) {
                problems.add(id.place(), "another step is named '" + id.value() + "' already");
            }
        }
        draft.next = contiguity(section, "next");
        draft.absent = truth(section, "absent");
        draft.optional = truth(section, "optional");
        draft.repetition = repetition(section);
        draft.whenText = section.text("when", true);
        draft.untilText = section.text("until", false);
        return draft;
    }

    private Repetition repetition(Section section) {
        Integer times = section.integer("times", false, 1, MOST_TIMES);
        Integer least = section.integer("least", false, 1, MOST_TIMES);
        Integer most = section.integer("most", false, 1, MOST_TIMES);
        Contiguity inside = contiguity(section, "inside");
        boolean greedy = truth(section, "greedy");
        if (times != null && (least != null || most != null)) {
            problems.add(section.place("times"), "'times' says it all: neither 'least' nor 'most' goes with it");
        }
        if (least != null && most != null && least > most) {
            problems.add(section.place("most"), "'most' is not less than 'least'");
            return null;
        }
        if (times == null && least == null && most == null) {
            return null;
        }
        int from = times != null ? times : least == null ? 1 : least;
        int to = times != null ? times : most == null ? Repetition.UNBOUNDED : most;
        return new Repetition(
                from, to, Objects.requireNonNullElse(inside, Contiguity.RELAXED), greedy, section.has("until"));
    }

    private static Contiguity contiguity(Section section, String key) {
        String name = section.oneOf(key, false, Contiguity.keys());
        return name == null ? null : Contiguity.of(name);
    }

    private static boolean truth(Section section, String key) {
        return "true".equals(section.oneOf(key, false, TRUTH));
    }

    private AfterMatch afterMatch() {
        YamlNode.Text text = parts.file().text("afterMatch", false);
        if (text == null) {
            return AfterMatch.DEFAULT;
        }
        AfterMatch afterMatch = AfterMatch.parse(text.value());
        if (afterMatch == null) {
            problems.add(
                    text.place(),
                    "'afterMatch' is one of " + String.join(", ", AfterMatch.Kind.forms()) + ", not '" + text.value()
                            + "'");
            return AfterMatch.DEFAULT;
        }
        return afterMatch;
    }

    /** Compiles the conditions of each step with the names that it may use. */
    private List<ExpressionScope> conditions() {
        List<ExpressionScope> scopes = new ArrayList<>();
        for (int index = 0; index < drafts.size(); index++) {
            StepDraft draft = drafts.get(index);
            ExpressionScope scope = parts.scope().behindTheShuffle(figures(index, draft));
            scope.hide(hidden(index));
            scopes.add(scope);
            draft.when = condition(scope, draft.whenText);
            draft.until = condition(scope, draft.untilText);
        }
        return scopes;
    }

    private StepCondition condition(ExpressionScope scope, YamlNode.Text text) {
        return text == null
                ? null
                : scope.compileStep(SourceText.of(text), problems).orElse(null);
    }

    /**
     * What can be named beside the record: figures of the match where it is complete, and the steps before.
     *
     * @param steps how many of them are there
     * @param own the step whose condition it is, or null where the match is complete
     */
    private Map<String, Typed> figures(int steps, StepDraft own) {
        Map<String, Typed> figures = new LinkedHashMap<>();
        if (own == null) {
            figures.put("within", CountReader.figure(SequenceRule.WITHIN, ValueType.DURATION));
            figures.put("firstEventAt", CountReader.figure(SequenceRule.FIRST_EVENT_AT, ValueType.TIMESTAMP));
            figures.put("lastEventAt", CountReader.figure(SequenceRule.LAST_EVENT_AT, ValueType.TIMESTAMP));
            figures.put("matches", CountReader.figure(SequenceRule.MATCHES, ValueType.INT));
            figures.putAll(CountReader.place());
        }
        for (int step = 0; step < steps; step++) {
            StepDraft before = drafts.get(step);
            if (!before.absent && !parts.scope().isTaken(before.id)) {
                figures.putIfAbsent(before.id, taken(step, before.repetition != null));
            }
        }
        if (own != null
                && own.repetition != null
                && !own.absent
                && !parts.scope().isTaken(own.id)) {
            figures.putIfAbsent(own.id, taken(steps, true));
        }
        return figures;
    }

    private Typed taken(int step, boolean several) {
        ValueType type = parts.scope().stepType();
        if (several) {
            return new Typed(frame -> frame.steps.of(step), ValueType.listOf(type), 1);
        }
        return new Typed(
                frame -> {
                    List<Captures> taken = frame.steps.of(step);
                    return taken.isEmpty() ? null : taken.get(0);
                },
                type,
                1);
    }

    private Map<String, String> hidden(int index) {
        Map<String, String> hidden = new LinkedHashMap<>();
        for (int step = 0; step < drafts.size(); step++) {
            StepDraft draft = drafts.get(step);
            if (draft.absent) {
                hidden.put(draft.id, "step '" + draft.id + "' is absent and takes no record");
            } else if (step > index) {
                hidden.put(draft.id, "step '" + draft.id + "' comes later: a condition names earlier steps");
            } else if (step == index && draft.repetition == null) {
                hidden.put(draft.id, "this is the step '" + draft.id + "' itself: its record is 'event'");
            }
        }
        for (String figure : FIGURES) {
            hidden.putIfAbsent(figure, "'" + figure + "' is known when the pattern is complete, not in a step");
        }
        return hidden;
    }

    private List<StepCondition> bits() {
        List<StepCondition> conditions = new ArrayList<>();
        drafts.forEach(draft -> conditions.add(draft.when));
        drafts.forEach(draft -> conditions.add(draft.until));
        return conditions;
    }

    private static boolean everyRecord(List<SequenceStep> steps) {
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index).needsEveryRecord(index == 0)) {
                return true;
            }
        }
        return false;
    }

    private static List<Capture> captures(List<ExpressionScope> scopes) {
        Map<Long, Capture> captures = new LinkedHashMap<>();
        scopes.forEach(scope -> scope.captures().forEach(capture -> captures.putIfAbsent(capture.id(), capture)));
        return List.copyOf(captures.values());
    }
}
