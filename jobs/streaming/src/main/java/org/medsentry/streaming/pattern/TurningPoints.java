package org.medsentry.streaming.pattern;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.State;
import org.apache.flink.cep.nfa.StateTransition;
import org.apache.flink.cep.nfa.StateTransitionAction;
import org.apache.flink.cep.nfa.compiler.NFAStateNameHandler;
import org.medsentry.rules.SequenceRule;
import org.medsentry.rules.SequenceStep;

/**
 * Which records change anything where a pattern stands. The automaton makes every half-matched pattern anew for every record,
 * also for one that it leaves as it was; such records need not be shown to it.
 */
final class TurningPoints {

    /** Also a record that meets nothing. */
    private static final long ANY = -1;

    private final long beginning;
    private final Map<String, Long> byState = new HashMap<>();

    TurningPoints(SequenceRule rule, Collection<State<SequenceEvent>> states) {
        beginning = beginning(rule);
        long endings = endings(rule);
        for (State<SequenceEvent> state : states) {
            if (!state.isStart()) {
                byState.put(state.getName(), conditions(rule, state, endings));
            }
        }
    }

    /** Conditions that end a pattern or a repetition, or belong to a greedy one, which keeps records from the step after it. */
    private static long endings(SequenceRule rule) {
        long conditions = 0;
        for (int index = 0; index < rule.steps().size(); index++) {
            SequenceStep step = rule.steps().get(index);
            boolean repeated = step.repetition() != null;
            if (step.absent() || repeated && step.repetition().greedy()) {
                conditions |= bit(rule.conditionOf(index));
            }
            if (repeated && step.repetition().until()) {
                conditions |= bit(rule.untilOf(index));
            }
        }
        return conditions;
    }

    /** Conditions of the steps that may be the first. */
    private static long beginning(SequenceRule rule) {
        long conditions = 0;
        for (int index = 0; index < rule.steps().size(); index++) {
            conditions |= bit(rule.conditionOf(index));
            SequenceStep step = rule.steps().get(index);
            if (!step.optional() && !step.absent()) {
                return conditions;
            }
        }
        return ANY;
    }

    /** Where the automaton can but wait for one step or be ended: the conditions of both; elsewhere any record counts. */
    private static long conditions(SequenceRule rule, State<SequenceEvent> state, long endings) {
        List<String> steps = rule.steps().stream().map(SequenceStep::id).toList();
        int step = steps.indexOf(NFAStateNameHandler.getOriginalNameFromInternal(state.getName()));
        boolean waits = false;
        for (StateTransition<SequenceEvent> transition : state.getStateTransitions()) {
            StateTransitionAction action = transition.getAction();
            boolean itself = transition.getTargetState().equals(state);
            if (action == StateTransitionAction.IGNORE && itself) {
                waits = true;
            } else if (action != StateTransitionAction.TAKE
                    && !transition.getTargetState().isStop()) {
                return ANY;
            }
        }
        return waits && step >= 0 ? bit(rule.conditionOf(step)) | endings : ANY;
    }

    private static long bit(int condition) {
        return 1L << condition;
    }

    /** Whether a record can begin a pattern. */
    boolean isBegun(SequenceEvent event) {
        return (event.met() & beginning) != 0;
    }

    /** Whether a record can begin a pattern or change one that is half-matched. */
    boolean isTurned(NFAState automaton, SequenceEvent event) {
        long met = event.met();
        if ((met & beginning) != 0 || !automaton.getCompletedMatches().isEmpty()) {
            return true;
        }
        for (ComputationState pattern : automaton.getPartialMatches()) {
            if (pattern.getStartEventID() != null) {
                Long conditions = byState.get(pattern.getCurrentStateName());
                if (conditions == null || conditions == ANY || (met & conditions) != 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
