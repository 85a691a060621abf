package org.medsentry.bench.rules;

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

/** A Flink source with one reader, in whose thread its elements are made. Checkpoints are taken, but a run that failed is not restored. */
abstract class FedSource<T> implements Source<T, FedSource.NoSplit, Void> {

    private static final long serialVersionUID = 1;

    /** There is nothing to divide. */
    static final class NoSplit implements SourceSplit {
        @Override
        public String splitId() {
            return "all";
        }
    }

    abstract Feed<T> feed();

    /** Milliseconds of stream time. */
    abstract long timeOf(T element);

    @Override
    public final Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public final SourceReader<T, NoSplit> createReader(SourceReaderContext context) {
        return new Reader<>(this, feed());
    }

    @Override
    public final SplitEnumerator<NoSplit, Void> createEnumerator(SplitEnumeratorContext<NoSplit> context) {
        return new Enumerator();
    }

    @Override
    public final SplitEnumerator<NoSplit, Void> restoreEnumerator(
            SplitEnumeratorContext<NoSplit> context, Void checkpoint) {
        return new Enumerator();
    }

    @Override
    public final SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
        return new NothingSerializer<>();
    }

    @Override
    public final SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        return new NothingSerializer<>();
    }

    private static final class Reader<T> implements SourceReader<T, NoSplit> {

        private final FedSource<T> source;
        private final Feed<T> feed;
        private boolean exhausted;

        Reader(FedSource<T> source, Feed<T> feed) {
            this.source = source;
            this.feed = feed;
        }

        @Override
        public void start() {
            // Elements are made when they are asked for.
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) {
            if (!feed.ready().isDone()) {
                // not to be waited for: the thread may be that of other operators too, which could then do nothing
                return InputStatus.NOTHING_AVAILABLE;
            }
            T element = exhausted ? null : feed.next();
            if (element == null) {
                exhausted = true;
                return feed.end().isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
            output.collect(element, source.timeOf(element));
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return exhausted ? feed.end() : feed.ready();
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
        public void close() {
            // Nothing is open.
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

    private static final class NothingSerializer<E> implements SimpleVersionedSerializer<E> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(E element) {
            return new byte[0];
        }

        @Override
        public E deserialize(int version, byte[] serialized) {
            return null;
        }
    }
}
