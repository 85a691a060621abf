package org.medsentry.rules;

import java.util.List;
import org.medsentry.schemas.document.SubjectKey;

/** A pattern of one step: a record is judged by itself, where it is. */
final class OneRecordRule extends Rule {

    private final Judgement judgement;
    private final RuleKey key;
    private final String stepId;
    private final Node when;
    private final List<EqualityTerm> terms;
    private final Each each;

    OneRecordRule(Head head, Each each, Judgement judgement, RuleKey key, String stepId, Expression when) {
        super(head);
        this.each = each;
        this.judgement = judgement;
        this.key = key;
        this.stepId = stepId;
        this.when = when.node();
        this.terms = when.terms();
    }

    Each each() {
        return each;
    }

    String keyType() {
        return key.type();
    }

    Judgement judgement() {
        return judgement;
    }

    /** What its condition cannot do without. */
    List<EqualityTerm> terms() {
        return terms;
    }

    /** Whether the facts of the frame meet the rule; null where that is unknown. */
    Boolean isMet(Frame frame) {
        return (Boolean) when.value(frame);
    }

    /** What a met rule has to say, before modifiers; null where the record has nothing of the rule's key. */
    Firing fire(Frame frame, boolean shadow) {
        SubjectKey subjectKey = key.of(frame);
        if (subjectKey == null) {
            return null;
        }
        Judgement.Figures figures = judgement.figures();
        return new Firing(
                id(),
                version(),
                judgement.firstLevel(frame),
                List.of(),
                judgement.topic(),
                subjectKey,
                frame.facts.subject(),
                Judgement.figure(figures.observed(), frame),
                Judgement.figure(figures.expected(), frame),
                Judgement.figure(figures.threshold(), frame),
                Judgement.figure(figures.score(), frame),
                null,
                judgement.title().render(frame),
                judgement.explanation().render(frame),
                judgement.raisesAlert(),
                shadow,
                List.of());
    }

    @Override
    String shapeText() {
        return each.key() + "\n" + key.type() + "\n" + key.shape() + "\n" + stepId;
    }
}
