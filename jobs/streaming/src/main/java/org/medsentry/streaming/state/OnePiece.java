package org.medsentry.streaming.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Hands what is written in many steps on in one piece: a stream, as a checkpoint of the heap is one, is locked for each call. It
 * also keeps small writes to one kind of target, which the JVM then has no need to ask for.
 */
final class OnePiece {

    private static final int LARGEST_KEPT = 1 << 20;

    private static final ThreadLocal<DataOutputSerializer> SCRATCH =
            ThreadLocal.withInitial(() -> new DataOutputSerializer(1 << 10));

    /** Writes a value in as many steps as it needs. */
    interface Steps<T> {
        void write(T value, DataOutputSerializer target) throws IOException;
    }

    private OnePiece() {}

    static <T> void write(T value, DataOutputView target, Steps<T> steps) throws IOException {
        if (target instanceof DataOutputSerializer memory) {
            steps.write(value, memory);
            return;
        }
        DataOutputSerializer whole = SCRATCH.get();
        whole.clear();
        steps.write(value, whole);
        target.write(whole.getSharedBuffer(), 0, whole.length());
        if (whole.getSharedBuffer().length > LARGEST_KEPT) {
            SCRATCH.remove();
        }
    }
}
