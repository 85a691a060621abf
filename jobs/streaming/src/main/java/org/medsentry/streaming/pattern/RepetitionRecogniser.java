package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.medsentry.rules.AfterMatch;
import org.medsentry.rules.SequenceRule;

/**
 * So many records of one step within so long: what the automaton would find, without one. All half-matched patterns take every
 * record that meets the step, so the last records are all there is to know.
 */
final class RepetitionRecogniser implements SequenceRecogniser {

    private final int times;
    private final int condition;
    private final long windowMillis;
    private final AfterMatch.Kind afterMatch;

    private RepetitionState state;

    RepetitionRecogniser(SequenceRule rule) {
        times = rule.steps().get(0).repetition().least();
        condition = rule.conditionOf(0);
        windowMillis = rule.within().toMillis() + 1;
        afterMatch = rule.afterMatch().kind();
    }

    @Override
    public SequenceProgress begin() {
        return new RepetitionState(List.of());
    }

    @Override
    public SequenceProgress read(long base, byte[] packed) throws IOException {
        DataInputDeserializer source = new DataInputDeserializer(packed);
        return source.readByte() == SequenceState.REPETITION
                ? RepetitionState.read(base, source)
                : new RepetitionState(AutomatonFormat.inOrder(AutomatonFormat.readEvents(base, source)));
    }

    @Override
    public boolean knows(SequenceProgress progress) {
        return progress instanceof RepetitionState;
    }

    @Override
    public void start(SequenceProgress progress) {
        state = (RepetitionState) progress;
    }

    @Override
    public void finish() {
        state = null;
    }

    @Override
    public boolean mayBegin(SequenceEvent event) {
        return event.isMet(condition);
    }

    @Override
    public List<SequenceMatch> take(SequenceEvent event) {
        if (!event.isMet(condition)) {
            return List.of();
        }
        ArrayList<SequenceEvent> held = state.held();
        held.add(event);
        if (held.size() < times) {
            return List.of();
        }
        SequenceMatch match = new SequenceMatch(List.of(List.copyOf(held)));
        switch (afterMatch) {
            case KEEP_ALL, SKIP_TO_NEXT, SKIP_TO_FIRST -> held.remove(0);
            case SKIP_PAST_LAST -> held.clear();
            case SKIP_TO_LAST -> held.subList(0, Math.max(1, times - 1)).clear();
        }
        return List.of(match);
    }

    @Override
    public List<SequenceMatch> advance(long time) {
        ArrayList<SequenceEvent> held = state.held();
        int gone = 0;
        while (gone < held.size() && time - held.get(gone).time() >= windowMillis) {
            gone++;
        }
        if (gone > 0) {
            held.subList(0, gone).clear();
        }
        return List.of();
    }

    @Override
    public long expiry(SequenceProgress progress) {
        long oldest = progress.oldestStart();
        return oldest == Long.MAX_VALUE ? oldest : oldest + windowMillis;
    }
}
