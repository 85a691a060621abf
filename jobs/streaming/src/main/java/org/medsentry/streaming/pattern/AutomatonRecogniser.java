package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.State;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.time.TimerService;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.medsentry.rules.SequenceRule;
import org.medsentry.rules.SequenceStep;

/** Runs Flink CEP's own automaton, so that a rule means what the same pattern means there. */
final class AutomatonRecogniser implements SequenceRecogniser {

    private static final TimerService NO_CLOCK = () -> {
        throw new IllegalStateException("no condition asks the wall clock");
    };

    private final AutomatonBuffer buffer;
    private final NFA<SequenceEvent> automaton;
    private final AfterMatchSkipStrategy skip;
    private final AutomatonNames names;
    private final TurningPoints turning;

    private AutomatonState state;
    private SharedBufferAccessor<SequenceEvent> accessor;

    AutomatonRecogniser(SequenceRule rule, AutomatonBuffer buffer) {
        this.buffer = buffer;
        automaton = NFACompiler.compileFactory(PatternTranslation.pattern(rule), false)
                .createNFA();
        skip = PatternTranslation.skip(rule.afterMatch());
        names = new AutomatonNames(
                automaton.getStates().stream().map(State::getName).toList(),
                rule.steps().stream().map(SequenceStep::id).toList());
        turning = new TurningPoints(rule, automaton.getStates());
    }

    @Override
    public SequenceProgress begin() {
        return new AutomatonState(names, automaton.createInitialNFAState());
    }

    @Override
    public SequenceProgress read(long base, byte[] packed) throws IOException {
        DataInputDeserializer source = new DataInputDeserializer(packed);
        if (source.readByte() != SequenceState.AUTOMATON) {
            return RepetitionState.read(base, source);
        }
        Map<EventId, Lockable<SequenceEvent>> events = AutomatonFormat.readEvents(base, source);
        AutomatonState read = AutomatonFormat.readGraph(events, names, base, source);
        return read == null ? new RepetitionState(AutomatonFormat.inOrder(events)) : read;
    }

    @Override
    public boolean knows(SequenceProgress progress) {
        return progress instanceof AutomatonState known && known.names().fingerprint() == names.fingerprint();
    }

    @Override
    public void start(SequenceProgress progress) {
        state = (AutomatonState) progress;
        accessor = buffer.lend(state);
    }

    @Override
    public void finish() throws Exception {
        if (accessor != null) {
            accessor.close();
            accessor = null;
            state = null;
        }
    }

    @Override
    public boolean mayBegin(SequenceEvent event) {
        return turning.isBegun(event);
    }

    @Override
    public List<SequenceMatch> take(SequenceEvent event) throws Exception {
        if (!turning.isTurned(state.automaton(), event)) {
            return List.of();
        }
        return matches(automaton.process(accessor, state.automaton(), event, event.time(), skip, NO_CLOCK));
    }

    @Override
    public List<SequenceMatch> advance(long time) throws Exception {
        if (time < expiry(state)) {
            return List.of();
        }
        return matches(automaton.advanceTime(accessor, state.automaton(), time, skip).f0);
    }

    @Override
    public long expiry(SequenceProgress progress) {
        long oldest = progress.oldestStart();
        return oldest == Long.MAX_VALUE ? oldest : oldest + automaton.getWindowTime();
    }

    private List<SequenceMatch> matches(Collection<Map<String, List<SequenceEvent>>> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<SequenceMatch> matches = new ArrayList<>(found.size());
        for (Map<String, List<SequenceEvent>> byStep : found) {
            List<List<SequenceEvent>> taken = new ArrayList<>(names.steps().size());
            for (String step : names.steps()) {
                taken.add(byStep.getOrDefault(step, List.of()));
            }
            matches.add(new SequenceMatch(taken));
        }
        return matches;
    }
}
