package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.streaming.state.PackedSerializer;
import org.medsentry.streaming.state.Varints;

/**
 * All that one sequence remembers at one key: the records that wait for their order to be known, and the half-matched patterns.
 * One value, so that a record costs one read and one write of state; patterns stay packed until a record reaches them.
 */
final class SequenceState {

    static final long NO_TIMER = Long.MAX_VALUE;

    /** What packed patterns begin with. */
    static final int REPETITION = 1;

    static final int AUTOMATON = 2;

    private static final byte[] NOTHING = {};

    /** When the first waiting record is due. */
    long orderTimer = NO_TIMER;

    /** When something may have lasted too long. */
    long expiryTimer = NO_TIMER;

    /** Records up to here have been matched, so that no earlier one can be any more. */
    long matchedUntil = Long.MIN_VALUE;

    /** Time of the newest record. */
    long newest = Long.MIN_VALUE;

    /** Whether something may have lasted too long while the rule was paused. */
    boolean overslept;

    /** As operators have been told. */
    int partialMatches;

    private final ArrayList<SequenceEvent> waiting;
    private SequenceProgress progress;
    private byte[] packed = NOTHING;
    private long base;

    SequenceState() {
        this(new ArrayList<>(2));
    }

    private SequenceState(ArrayList<SequenceEvent> waiting) {
        this.waiting = waiting;
    }

    /** In the order of time, ties in that of their arrival. */
    List<SequenceEvent> waiting() {
        return waiting;
    }

    void await(SequenceEvent event) {
        int place = waiting.size();
        while (place > 0 && waiting.get(place - 1).time() > event.time()) {
            place--;
        }
        waiting.add(place, event);
        newest = Math.max(newest, event.time());
    }

    /** The waiting record of this identity, or null. */
    SequenceEvent waiting(long idHash) {
        for (SequenceEvent event : waiting) {
            if (event.idHash() == idHash) {
                return event;
            }
        }
        return null;
    }

    /** Whether a half-matched pattern holds this record. */
    boolean holds(long idHash) {
        if (progress != null) {
            return progress.holds(idHash);
        }
        if (packed.length == 0) {
            return false;
        }
        try {
            DataInputDeserializer source = new DataInputDeserializer(packed);
            return source.readByte() == AUTOMATON
                    ? AutomatonFormat.holds(idHash, source)
                    : RepetitionState.holds(idHash, source);
        } catch (IOException broken) {
            throw new IllegalStateException("half-matched patterns cannot be read", broken);
        }
    }

    /** Whether nothing is half-matched. */
    boolean isIdle() {
        return progress == null ? packed.length == 0 : progress.isIdle();
    }

    /** The half-matched patterns, for the rule to go on with. */
    SequenceProgress progress(SequenceRecogniser recogniser) throws IOException {
        if (progress == null) {
            progress = packed.length == 0 ? recogniser.begin() : recogniser.read(base, packed);
            packed = NOTHING;
        }
        return progress;
    }

    void setProgress(SequenceProgress now) {
        progress = now;
        packed = NOTHING;
    }

    /** Roughly. */
    int records() {
        return waiting.size() + partialMatches;
    }

    SequenceState copy() {
        SequenceState copy = new SequenceState(new ArrayList<>(waiting));
        copy.orderTimer = orderTimer;
        copy.expiryTimer = expiryTimer;
        copy.matchedUntil = matchedUntil;
        copy.newest = newest;
        copy.overslept = overslept;
        copy.partialMatches = partialMatches;
        copy.progress = progress == null ? null : progress.copy();
        copy.packed = packed;
        copy.base = base;
        return copy;
    }

    /** Packs it. */
    static final class Serializer extends PackedSerializer<SequenceState> {

        private static final long serialVersionUID = 1;
        private static final int USUAL_LENGTH = 256;

        @Override
        protected int format() {
            return 1;
        }

        @Override
        protected void write(SequenceState state, DataOutputView target) throws IOException {
            long base = state.progress == null && state.packed.length > 0 ? state.base : state.newest;
            target.writeLong(base);
            writeTime(state.orderTimer, base, target);
            writeTime(state.expiryTimer, base, target);
            writeTime(state.matchedUntil, base, target);
            Varints.writeSigned(state.newest - base, target);
            target.writeBoolean(state.overslept);
            Varints.write(state.partialMatches, target);
            Varints.write(state.waiting.size(), target);
            for (SequenceEvent event : state.waiting) {
                event.write(base, target);
            }
            if (state.progress == null) {
                Varints.write(state.packed.length, target);
                target.write(state.packed);
            } else if (state.progress.isIdle()) {
                Varints.write(0, target);
            } else {
                DataOutputSerializer bytes = new DataOutputSerializer(USUAL_LENGTH);
                state.progress.write(base, bytes);
                Varints.write(bytes.length(), target);
                target.write(bytes.getSharedBuffer(), 0, bytes.length());
            }
        }

        @Override
        protected SequenceState read(int format, DataInputView source) throws IOException {
            SequenceState state = new SequenceState();
            long base = source.readLong();
            state.base = base;
            state.orderTimer = readTime(base, source);
            state.expiryTimer = readTime(base, source);
            state.matchedUntil = readTime(base, source);
            state.newest = base + Varints.readSigned(source);
            state.overslept = source.readBoolean();
            state.partialMatches = (int) Varints.read(source);
            int waiting = (int) Varints.read(source);
            for (int index = 0; index < waiting; index++) {
                state.waiting.add(SequenceEvent.read(base, source));
            }
            state.packed = new byte[(int) Varints.read(source)];
            source.readFully(state.packed);
            return state;
        }

        private static void writeTime(long time, long base, DataOutputView target) throws IOException {
            boolean known = time != NO_TIMER && time != Long.MIN_VALUE;
            target.writeByte(known ? 1 : time == NO_TIMER ? 2 : 0);
            if (known) {
                Varints.writeSigned(time - base, target);
            }
        }

        private static long readTime(long base, DataInputView source) throws IOException {
            return switch (source.readByte()) {
                case 1 -> base + Varints.readSigned(source);
                case 2 -> NO_TIMER;
                default -> Long.MIN_VALUE;
            };
        }

        @Override
        public SequenceState copy(SequenceState from) {
            return from.copy();
        }

        @Override
        public TypeSerializerSnapshot<SequenceState> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SequenceState> {
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
