package org.medsentry.streaming.sink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.medsentry.streaming.sink.BulkOperation.Action;

/**
 * Keeps unwritten operations in checkpoints and savepoints. Flink stores {@link #getVersion()} in front of the bytes; a change of the format takes a
 * new version and goes on reading the old ones.
 */
final class BulkOperationStateSerializer extends AsyncSinkWriterStateSerializer<BulkOperation> {
    static final int VERSION = 1;

    private static final Action[] ACTIONS = Action.values();

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public BufferedRequestState<BulkOperation> deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the state of the Elasticsearch sink has version " + version + ", this release reads " + VERSION);
        }
        return super.deserialize(version, serialized);
    }

    @Override
    protected void serializeRequestToStream(BulkOperation operation, DataOutputStream out) throws IOException {
        out.writeByte(operation.action().ordinal());
        out.writeBoolean(operation.deadLetter());
        out.writeLong(operation.version());
        write(operation.index().getBytes(StandardCharsets.UTF_8), out);
        write(operation.id().getBytes(StandardCharsets.UTF_8), out);
        write(operation.source(), out);
    }

    @Override
    protected BulkOperation deserializeRequestFromStream(long requestSize, DataInputStream in) throws IOException {
        Action action = ACTIONS[in.readUnsignedByte()];
        boolean deadLetter = in.readBoolean();
        long version = in.readLong();
        String index = new String(read(in), StandardCharsets.UTF_8);
        String id = new String(read(in), StandardCharsets.UTF_8);
        return new BulkOperation(action, index, id, version, read(in), deadLetter);
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
