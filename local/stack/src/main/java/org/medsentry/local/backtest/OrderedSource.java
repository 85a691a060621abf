package org.medsentry.local.backtest;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A bounded source that is read once, by one reader, from front to back, in the thread of its task. Flink's file source
 * fetches in batches and by splits; here neither is wanted: watermarks have to fall on the same record in every run.
 */
final class OrderedSource<T> implements Source<T, OrderedSource.NoSplit, Void> {

    private static final long serialVersionUID = 1;

    /** What is to be read; opened where it is read. */
    interface Opening<T> extends Serializable {
        Cursor<T> open() throws IOException;
    }

    /** There is nothing to divide. */
    static final class NoSplit implements SourceSplit {
        @Override
        public String splitId() {
            return "all";
        }
    }

    private final Opening<T> opening;

    OrderedSource(Opening<T> opening) {
        this.opening = opening;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, NoSplit> createReader(SourceReaderContext context) {
        return new Reader<>(opening);
    }

    @Override
    public SplitEnumerator<NoSplit, Void> createEnumerator(SplitEnumeratorContext<NoSplit> context) {
        return new Enumerator();
    }

    @Override
    public SplitEnumerator<NoSplit, Void> restoreEnumerator(SplitEnumeratorContext<NoSplit> context, Void checkpoint) {
        return new Enumerator();
    }

    @Override
    public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
        return new NothingSerializer<>();
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        return new NothingSerializer<>();
    }

    private static final class Reader<T> implements SourceReader<T, NoSplit> {

        private static final CompletableFuture<Void> AVAILABLE = CompletableFuture.completedFuture(null);

        private final Opening<T> opening;
        private Cursor<T> cursor;

        Reader(Opening<T> opening) {
            this.opening = opening;
        }

        @Override
        public void start() {
            // Opened by the first poll, which may throw.
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
            if (cursor == null) {
                cursor = opening.open();
            }
            T element = cursor.next();
            if (element == null) {
                return InputStatus.END_OF_INPUT;
            }
            output.collect(element);
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return AVAILABLE;
        }

        @Override
        public List<NoSplit> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public void addSplits(List<NoSplit> splits) {
            // There are none.
        }

        @Override
        public void notifyNoMoreSplits() {
            // There are none.
        }

        @Override
        public void close() throws IOException {
            if (cursor != null) {
                cursor.close();
            }
        }
    }

    private static final class Enumerator implements SplitEnumerator<NoSplit, Void> {

        @Override
        public void start() {
            // Nothing to divide.
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            // Readers ask for nothing.
        }

        @Override
        public void addSplitsBack(List<NoSplit> splits, int subtask) {
            // There are none.
        }

        @Override
        public void addReader(int subtask) {
            // It knows what to read.
        }

        @Override
        public Void snapshotState(long checkpointId) {
            return null;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** A backtest takes no checkpoints. */
    private static final class NothingSerializer<E> implements SimpleVersionedSerializer<E> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(E element) {
            throw new UnsupportedOperationException("a backtest takes no checkpoints");
        }

        @Override
        public E deserialize(int version, byte[] serialized) {
            throw new UnsupportedOperationException("a backtest takes no checkpoints");
        }
    }
}
