package org.medsentry.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.document.RegionReference;

/**
 * A pattern that spans several records of a key. Which records make a match is found behind the shuffle, in the order of
 * stream time; this says what a record means to each step, and what is told of a match.
 */
public final class SequenceRule extends KeyedRule {

    static final int WITHIN = 0;
    static final int FIRST_EVENT_AT = 1;
    static final int LAST_EVENT_AT = 2;
    static final int MATCHES = 3;
    static final int FIGURES = 4;

    private final Trail trail;
    private final List<SequenceStep> steps;
    private final AfterMatch afterMatch;

    SequenceRule(
            Head head,
            Judgement judgement,
            Duration within,
            Trail trail,
            List<SequenceStep> steps,
            AfterMatch afterMatch) {
        super(head, judgement, within);
        this.trail = trail;
        this.steps = List.copyOf(steps);
        this.afterMatch = afterMatch;
    }

    /** What steps ask of every record. */
    static final class Trail extends Watch {

        private final List<StepCondition> conditions;
        private final boolean everyRecord;

        /**
         * @param conditions those of the steps, then those that end a repetition, null where there is none
         * @param everyRecord whether also a record that meets nothing means something
         */
        Trail(
                String id,
                Each each,
                RuleKey key,
                List<Capture> captures,
                List<StepCondition> conditions,
                boolean everyRecord) {
            super(id, each, key, captures);
            this.conditions = conditions;
            this.everyRecord = everyRecord;
        }

        @Override
        Content content(Frame frame) {
            long met = 0;
            for (int index = 0; index < conditions.size(); index++) {
                StepCondition condition = conditions.get(index);
                if (condition != null && condition.isMetAlone(frame)) {
                    met |= 1L << index;
                }
            }
            return met == 0 && !everyRecord ? null : new Content(met, Hit.NO_VALUES, null);
        }

        /** A question that every condition turns on, with the answers of all. */
        @Override
        List<EqualityTerm> terms() {
            if (everyRecord) {
                return List.of();
            }
            Map<String, EqualityTerm> common = null;
            for (StepCondition condition : conditions) {
                if (condition != null) {
                    common = common == null ? byMeaning(condition) : joined(common, byMeaning(condition));
                }
            }
            return new ArrayList<>(common.values());
        }

        private static Map<String, EqualityTerm> byMeaning(StepCondition condition) {
            Map<String, EqualityTerm> byMeaning = new LinkedHashMap<>();
            condition.terms().forEach(term -> byMeaning.putIfAbsent(term.meaning(), term));
            return byMeaning;
        }

        private static Map<String, EqualityTerm> joined(
                Map<String, EqualityTerm> first, Map<String, EqualityTerm> second) {
            Map<String, EqualityTerm> joined = new LinkedHashMap<>();
            first.forEach((meaning, term) -> {
                EqualityTerm other = second.get(meaning);
                if (other != null) {
                    Set<Object> answers = new LinkedHashSet<>(term.answers());
                    answers.addAll(other.answers());
                    joined.put(meaning, new EqualityTerm(meaning, term.question(), answers));
                }
            });
            return joined;
        }
    }

    @Override
    Watch watch() {
        return trail;
    }

    public List<SequenceStep> steps() {
        return steps;
    }

    public AfterMatch afterMatch() {
        return afterMatch;
    }

    /**
     * Whether it is nothing but so many records of one step, whatever lies between them: then no condition asks what the step has
     * taken before.
     */
    public boolean isPlainRepetition() {
        if (steps.size() != 1) {
            return false;
        }
        SequenceStep.Repetition repetition = steps.get(0).repetition();
        return repetition.isExact()
                && repetition.inside() == SequenceStep.Contiguity.RELAXED
                && !steps.get(0).optional()
                && trail.conditions.get(0).rest() == null;
    }

    /** Number of the condition that a record must meet to be taken by a step; the bit of {@link Hit#met()}. */
    public int conditionOf(int step) {
        return step;
    }

    /** Number of the condition that ends the repetition of a step. */
    public int untilOf(int step) {
        return steps.size() + step;
    }

    /** Whether a condition asks more than what {@link Hit#met()} answers. */
    public boolean asksMore(int condition) {
        return trail.conditions.get(condition).rest() != null;
    }

    /**
     * Whether the rest of a condition holds, whose own part is met.
     *
     * @param captures what travelled with the record
     * @param taken what the steps of the half-matched pattern have taken
     */
    public boolean holds(int condition, Captures captures, StepRecords taken) {
        Frame evaluated = frame(captures, null, null);
        evaluated.steps = taken;
        return trail.conditions.get(condition).rest().value(evaluated) == Boolean.TRUE;
    }

    /**
     * What it has to say of a match.
     *
     * @param deciding the record that completed it
     * @param matches in how many ways that record completes the pattern
     */
    public Firing fire(
            Hit deciding,
            Instant firstEventAt,
            Instant lastEventAt,
            long matches,
            RegionReference place,
            StepRecords taken,
            InForce state) {
        Object[] figures = new Object[FIGURES];
        figures[WITHIN] = within();
        figures[FIRST_EVENT_AT] = firstEventAt;
        figures[LAST_EVENT_AT] = lastEventAt;
        figures[MATCHES] = matches;
        Frame evaluated = frame(deciding.captures(), place, figures);
        evaluated.steps = taken;
        return firing(evaluated, judgement().firstLevel(evaluated), deciding, state);
    }

    @Override
    String shapeText() {
        return trail.each().key() + "\n" + trail.key().type() + "\n"
                + trail.key().shape() + "\n" + shape(steps, afterMatch);
    }

    static String shape(List<SequenceStep> steps, AfterMatch afterMatch) {
        StringBuilder shape = new StringBuilder();
        steps.forEach(step -> shape.append(step.shape()).append('\n'));
        return shape.append(afterMatch.shape()).toString();
    }
}
