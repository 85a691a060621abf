package org.medsentry.streaming.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Keys and namespaces as {@link Texts} are written. A checkpoint of the heap writes both with every value and every timer, to a
 * stream that is locked for each call: Flink's serializer, which writes character by character, took most of its time.
 */
public final class TextSerializer extends TypeSerializerSingleton<String> {

    public static final TextSerializer INSTANCE = new TextSerializer();

    private static final long serialVersionUID = 1;

    private TextSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public String copy(String from) {
        return from;
    }

    @Override
    public String copy(String from, String reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(String text, DataOutputView target) throws IOException {
        OnePiece.write(text, target, Texts::write);
    }

    @Override
    public String deserialize(DataInputView source) throws IOException {
        return Texts.read(source);
    }

    @Override
    public String deserialize(String reuse, DataInputView source) throws IOException {
        return Texts.read(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        Texts.write(Texts.read(source), target);
    }

    @Override
    public TypeSerializerSnapshot<String> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<String> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
