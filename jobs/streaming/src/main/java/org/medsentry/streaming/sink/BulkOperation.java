package org.medsentry.streaming.sink;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * One write to one document, as it waits in the sink and in its checkpoints. Both actions may be repeated without harm, which is what lets the sink
 * send again whenever it is in doubt.
 *
 * @param version the revision of the document, 0 or more; means nothing for {@link Action#CREATE}
 * @param source the document as JSON in UTF-8
 * @param deadLetter whether this stands for an operation that was rejected, so that its own rejection does not make another one
 */
public record BulkOperation(Action action, String index, String id, long version, byte[] source, boolean deadLetter)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** About what the action line takes besides index and id. */
    private static final int ACTION_LINE_BYTES = 80;

    /** What Elasticsearch is asked to do. The order is part of the state format. */
    public enum Action {
        /** Takes the document if its version is not behind the stored one ({@code external_gte}). */
        INDEX_WITH_EXTERNAL_VERSION,
        /** Takes the document if there is none with this id. */
        CREATE
    }

    public BulkOperation {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
    }

    public static BulkOperation index(String index, String id, long version, byte[] source) {
        return new BulkOperation(Action.INDEX_WITH_EXTERNAL_VERSION, index, id, version, source, false);
    }

    public static BulkOperation create(String index, String id, byte[] source) {
        return new BulkOperation(Action.CREATE, index, id, 0, source, false);
    }

    BulkOperation asDeadLetter() {
        return new BulkOperation(action, index, id, version, source, true);
    }

    /** About how many bytes of a bulk request this takes; exact enough for limits, cheap enough for each record. */
    int sizeInBytes() {
        return source.length + index.length() + id.length() + ACTION_LINE_BYTES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BulkOperation that
                && action == that.action
                && index.equals(that.index)
                && id.equals(that.id)
                && version == that.version
                && Arrays.equals(source, that.source)
                && deadLetter == that.deadLetter;
    }

    @Override
    public int hashCode() {
        return Objects.hash(action, index, id, version, Arrays.hashCode(source), deadLetter);
    }

    /** Leaves the content out: this may end up in a log. */
    @Override
    public String toString() {
        return action + " " + index + "/" + id + " version " + version + " (" + source.length + " bytes)";
    }
}
