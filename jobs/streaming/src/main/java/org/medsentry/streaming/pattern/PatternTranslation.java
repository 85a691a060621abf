package org.medsentry.streaming.pattern;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.medsentry.rules.AfterMatch;
import org.medsentry.rules.Captures;
import org.medsentry.rules.SequenceRule;
import org.medsentry.rules.SequenceStep;
import org.medsentry.rules.SequenceStep.Contiguity;
import org.medsentry.rules.SequenceStep.Repetition;

/** Says a rule in the words of Flink CEP. */
final class PatternTranslation {

    private PatternTranslation() {}

    /** Its window excludes its end, a rule's includes it: one millisecond more. */
    static Pattern<SequenceEvent, ?> pattern(SequenceRule rule) {
        AfterMatchSkipStrategy skip = skip(rule.afterMatch());
        Pattern<SequenceEvent, SequenceEvent> pattern = null;
        for (int index = 0; index < rule.steps().size(); index++) {
            SequenceStep step = rule.steps().get(index);
            pattern = pattern == null ? Pattern.begin(step.id(), skip) : following(pattern, step);
            pattern = quantified(pattern.where(new Asked(rule, rule.conditionOf(index))), step, rule, index);
        }
        return pattern.within(rule.within().plusMillis(1));
    }

    static AfterMatchSkipStrategy skip(AfterMatch afterMatch) {
        return switch (afterMatch.kind()) {
            case KEEP_ALL -> AfterMatchSkipStrategy.noSkip();
            case SKIP_TO_NEXT -> AfterMatchSkipStrategy.skipToNext();
            case SKIP_PAST_LAST -> AfterMatchSkipStrategy.skipPastLastEvent();
            case SKIP_TO_FIRST -> AfterMatchSkipStrategy.skipToFirst(afterMatch.step());
            case SKIP_TO_LAST -> AfterMatchSkipStrategy.skipToLast(afterMatch.step());
        };
    }

    private static Pattern<SequenceEvent, SequenceEvent> following(
            Pattern<SequenceEvent, SequenceEvent> before, SequenceStep step) {
        if (step.absent()) {
            return step.next() == Contiguity.STRICT ? before.notNext(step.id()) : before.notFollowedBy(step.id());
        }
        return switch (step.next()) {
            case RELAXED -> before.followedBy(step.id());
            case STRICT -> before.next(step.id());
            case ANY -> before.followedByAny(step.id());
        };
    }

    private static Pattern<SequenceEvent, SequenceEvent> quantified(
            Pattern<SequenceEvent, SequenceEvent> pattern, SequenceStep step, SequenceRule rule, int index) {
        Repetition repetition = step.repetition();
        Pattern<SequenceEvent, SequenceEvent> quantified = pattern;
        if (repetition != null) {
            quantified = repeated(quantified, repetition);
            if (repetition.until()) {
                quantified = quantified.until(new Asked(rule, rule.untilOf(index)));
            }
            if (repetition.greedy()) {
                quantified = quantified.greedy();
            }
        }
        return step.optional() ? quantified.optional() : quantified;
    }

    private static Pattern<SequenceEvent, SequenceEvent> repeated(
            Pattern<SequenceEvent, SequenceEvent> pattern, Repetition repetition) {
        Pattern<SequenceEvent, SequenceEvent> repeated;
        if (repetition.isUnbounded()) {
            repeated = pattern.timesOrMore(repetition.least());
        } else if (repetition.isExact()) {
            repeated = pattern.times(repetition.least());
        } else {
            repeated = pattern.times(repetition.least(), repetition.most());
        }
        return switch (repetition.inside()) {
            case RELAXED -> repeated;
            case STRICT -> repeated.consecutive();
            case ANY -> repeated.allowCombinations();
        };
    }

    /** Asks a rule whether a record meets a condition. Never sent anywhere, whatever Flink thinks of conditions. */
    private static final class Asked extends IterativeCondition<SequenceEvent> {

        private static final long serialVersionUID = 1;

        private final transient SequenceRule rule;
        private final int condition;
        private final boolean more;

        Asked(SequenceRule rule, int condition) {
            this.rule = rule;
            this.condition = condition;
            this.more = rule.asksMore(condition);
        }

        @Override
        public boolean filter(SequenceEvent event, Context<SequenceEvent> matched) {
            if (!event.isMet(condition)) {
                return false;
            }
            return !more || rule.holds(condition, event.captures(), step -> taken(step, matched));
        }

        private List<Captures> taken(int step, Context<SequenceEvent> matched) {
            List<Captures> taken = new ArrayList<>();
            try {
                for (SequenceEvent event :
                        matched.getEventsForPattern(rule.steps().get(step).id())) {
                    taken.add(event.captures());
                }
            } catch (Exception unreadable) {
                throw new IllegalStateException("the records of a step cannot be read", unreadable);
            }
            return taken;
        }
    }
}
