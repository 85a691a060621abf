package org.medsentry.streaming.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Parts of records and state in packed bytes that are passed on without being looked into. */
public final class Packing {

    private static final int USUAL_SIZE = 1 << 10;
    private static final int LARGEST_KEPT = 1 << 20;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /** What is packed while something else is, as a part of it, goes elsewhere. */
    private static final class Scratch {
        private final DataOutputSerializer memory = new DataOutputSerializer(USUAL_SIZE);
        private boolean busy;
    }

    /** Writes a value. */
    public interface Steps<T> {
        void write(T value, DataOutputSerializer target) throws IOException;
    }

    private Packing() {}

    /** What the steps write. */
    public static <T> byte[] pack(T value, Steps<T> steps) {
        Scratch scratch = SCRATCH.get();
        if (scratch.busy) {
            return pack(value, steps, new DataOutputSerializer(USUAL_SIZE));
        }
        scratch.busy = true;
        try {
            scratch.memory.clear();
            return pack(value, steps, scratch.memory);
        } finally {
            scratch.busy = false;
            if (scratch.memory.getSharedBuffer().length > LARGEST_KEPT) {
                SCRATCH.remove();
            }
        }
    }

    private static <T> byte[] pack(T value, Steps<T> steps, DataOutputSerializer memory) {
        try {
            steps.write(value, memory);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written to", impossible);
        }
        return memory.getCopyOfBuffer();
    }

    /** With their number before them. */
    public static void write(byte[] packed, DataOutputView target) throws IOException {
        Varints.write(packed.length, target);
        target.write(packed);
    }

    public static byte[] read(DataInputView source) throws IOException {
        byte[] packed = new byte[(int) Varints.read(source)];
        source.readFully(packed);
        return packed;
    }
}
