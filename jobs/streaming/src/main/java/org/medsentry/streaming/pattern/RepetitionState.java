package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.streaming.state.Varints;

/** The last records of a step that repeats: each begins a half-matched pattern of its own. */
final class RepetitionState implements SequenceProgress {

    private final ArrayList<SequenceEvent> events;

    RepetitionState(List<SequenceEvent> events) {
        this.events = new ArrayList<>(events);
    }

    ArrayList<SequenceEvent> held() {
        return events;
    }

    @Override
    public int partialMatches() {
        return events.size();
    }

    @Override
    public boolean isIdle() {
        return events.isEmpty();
    }

    @Override
    public List<SequenceEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public boolean holds(long idHash) {
        for (SequenceEvent event : events) {
            if (event.idHash() == idHash) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long oldestStart() {
        return events.isEmpty() ? Long.MAX_VALUE : events.get(0).time();
    }

    @Override
    public RepetitionState copy() {
        return new RepetitionState(events);
    }

    @Override
    public void write(long base, DataOutputView target) throws IOException {
        target.writeByte(SequenceState.REPETITION);
        Varints.write(events.size(), target);
        for (SequenceEvent event : events) {
            event.write(base, target);
        }
    }

    static RepetitionState read(long base, DataInputView source) throws IOException {
        int size = (int) Varints.read(source);
        List<SequenceEvent> events = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            events.add(SequenceEvent.read(base, source));
        }
        return new RepetitionState(events);
    }

    static boolean holds(long idHash, DataInputView source) throws IOException {
        int size = (int) Varints.read(source);
        for (int index = 0; index < size; index++) {
            if (SequenceEvent.skip(source) == idHash) {
                return true;
            }
        }
        return false;
    }
}
