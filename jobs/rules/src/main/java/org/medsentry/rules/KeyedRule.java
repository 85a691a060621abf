package org.medsentry.rules;

import java.time.Duration;
import java.util.List;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/**
 * A rule that looks at more than one record of a key. What it asks of a single record is found before the shuffle by its
 * {@link Watch}; the rest is judged behind it, where the key's state is. One instance belongs to one operator: not thread-safe.
 */
public abstract sealed class KeyedRule extends Rule
        permits CountRule, AbsenceRule, OutlierRule, SequenceRule, BaselineRule, DisproportionalityRule {

    private final Judgement judgement;
    private final Duration within;
    private final Frame frame = new Frame();

    KeyedRule(Head head, Judgement judgement, Duration within) {
        super(head);
        this.judgement = judgement;
        this.within = within;
        frame.reserve(head.slots());
    }

    abstract Watch watch();

    /** Name of its state; rules that ask the same of every record share it. */
    public final String watchId() {
        return watch().id();
    }

    /** The longest span of what it looks at together, ends included. */
    public final Duration within() {
        return within;
    }

    /** What the type of its keys is; rolled-up keys end in {@code region}. */
    public final String keyType() {
        return watch().key().type();
    }

    /** The types of all its keys, for people. */
    final String keyTypes() {
        return watch().key().types();
    }

    /** Which responsible units it concerns. */
    public final ResponsibilityTopic topic() {
        return judgement.topic();
    }

    final Each each() {
        return watch().each();
    }

    final Judgement judgement() {
        return judgement;
    }

    /** The frame of one evaluation behind the shuffle. */
    final Frame frame(Captures captures, RegionReference region, Object[] figures) {
        frame.captures = captures;
        frame.region = region;
        frame.figures = figures;
        frame.fault = null;
        return frame;
    }

    /** What it has to say at this level, with the modifiers that concern it. */
    final Firing firing(Frame evaluated, Level level, Hit deciding, InForce state) {
        return firing(evaluated, level, null, deciding, state);
    }

    /** @param remark what the engine adds to the explanation, or null */
    final Firing firing(Frame evaluated, Level level, LocalisedText remark, Hit deciding, InForce state) {
        Judgement.Figures figures = judgement.figures();
        Firing firing = new Firing(
                id(),
                version(),
                level,
                List.of(),
                judgement.topic(),
                deciding.key(),
                deciding.subject(),
                Judgement.figure(figures.observed(), evaluated),
                Judgement.figure(figures.expected(), evaluated),
                Judgement.figure(figures.threshold(), evaluated),
                Judgement.figure(figures.score(), evaluated),
                within.isZero() ? null : within.toString(),
                judgement.title().render(evaluated),
                ModifierRule.joined(judgement.explanation().render(evaluated), remark),
                judgement.raisesAlert(),
                state.shadow(),
                List.of());
        for (Raise raise : deciding.raises()) {
            if (state.modifiers().contains(raise.modifierId())) {
                firing = firing.raised(raise);
            }
        }
        return firing;
    }
}
