package org.medsentry.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/** Steps that must be met for one key. In this version there is one step, so a record is judged by itself. */
final class PatternRule extends Rule {

    private final Judgement judgement;
    private final Key key;
    private final List<Step> steps;
    private final Figures figures;

    /** Once a step is met: how bad it is and what people are told. */
    record Judgement(
            ResponsibilityTopic topic,
            Level level,
            List<LevelCase> levels,
            boolean raisesAlert,
            LocalisedTemplate title,
            LocalisedTemplate explanation) {}

    /** The level that a rule takes where the condition holds. */
    record LevelCase(Level level, Node when) {}

    /**
     * By what a rule is matched.
     *
     * @param meaning the expressions as one text, equal for equal keys
     */
    record Key(String type, Node[] parts, String meaning) {

        /** @return null where all parts are missing */
        SubjectKey of(Frame frame) {
            StringBuilder value = new StringBuilder();
            boolean missing = true;
            for (int index = 0; index < parts.length; index++) {
                Object part = parts[index].value(frame);
                value.append(index == 0 ? "" : "|").append(part == null ? "" : part);
                missing &= part == null;
            }
            return missing ? null : new SubjectKey(type, value.toString());
        }
    }

    record Step(String id, Node when) {}

    /** Figures that go with a firing; each may be null. */
    record Figures(Node observed, Node threshold) {}

    private final boolean perSuspect;

    PatternRule(Head head, boolean perSuspect, Judgement judgement, Key key, List<Step> steps, Figures figures) {
        super(head);
        this.perSuspect = perSuspect;
        this.judgement = judgement;
        this.key = key;
        this.steps = List.copyOf(steps);
        this.figures = figures;
    }

    /** Whether it judges each suspected product of a report rather than the record as a whole. */
    boolean perSuspect() {
        return perSuspect;
    }

    String keyType() {
        return key.type();
    }

    Judgement judgement() {
        return judgement;
    }

    /** Whether the facts of the frame meet the rule's only step; null where that is unknown. */
    Boolean isMet(Frame frame) {
        return (Boolean) steps.get(0).when().value(frame);
    }

    /** What a met rule has to say, before modifiers; null where the record has nothing of the rule's key. */
    Firing fire(Frame frame, boolean shadow) {
        SubjectKey subjectKey = key.of(frame);
        if (subjectKey == null) {
            return null;
        }
        return new Firing(
                id(),
                version(),
                level(frame),
                List.of(),
                judgement.topic(),
                subjectKey,
                frame.facts.subject(),
                figure(figures.observed(), frame),
                null,
                figure(figures.threshold(), frame),
                judgement.title().render(frame),
                judgement.explanation().render(frame),
                judgement.raisesAlert(),
                shadow);
    }

    @Override
    String shapeText() {
        String ids = steps.stream().map(Step::id).collect(Collectors.joining(","));
        return (perSuspect ? "suspect" : "record") + "\n" + key.type() + "\n" + key.meaning() + "\n" + ids;
    }

    private Level level(Frame frame) {
        for (LevelCase levelCase : judgement.levels()) {
            if (levelCase.when().value(frame) == Boolean.TRUE) {
                return levelCase.level();
            }
        }
        return judgement.level();
    }

    private static Double figure(Node node, Frame frame) {
        return node != null && node.value(frame) instanceof Number number ? (Double) number.doubleValue() : null;
    }
}
