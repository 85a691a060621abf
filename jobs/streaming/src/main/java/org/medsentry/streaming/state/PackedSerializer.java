package org.medsentry.streaming.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of our own for state that is read and written with every record. On the heap the object itself lies in state;
 * elsewhere its bytes begin with a format version, so that a later release can read what an earlier one wrote.
 */
public abstract class PackedSerializer<T> extends TypeSerializerSingleton<T> {

    private static final long serialVersionUID = 1;

    /** @return the format that {@link #write} writes, 1 to 127 */
    protected abstract int format();

    protected abstract void write(T value, DataOutputView target) throws IOException;

    /** @param format as it was written, never higher than {@link #format()} */
    protected abstract T read(int format, DataInputView source) throws IOException;

    @Override
    public final void serialize(T value, DataOutputView target) throws IOException {
        OnePiece.write(value, target, this::pack);
    }

    private void pack(T value, DataOutputSerializer target) throws IOException {
        target.writeByte(format());
        write(value, target);
    }

    @Override
    public final T deserialize(DataInputView source) throws IOException {
        int format = source.readByte();
        if (format < 1 || format > format()) {
            throw new IOException(
                    getClass().getSimpleName() + " knows formats 1 to " + format() + ", this is " + format);
        }
        return read(format, source);
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public final T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public final int getLength() {
        return -1;
    }
}
