package org.medsentry.bench.rules;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
import org.medsentry.schemas.event.PurchaseRegistration;

/**
 * The purchases of a load as a Flink source with one reader. It stops by time, because the contenders are a thousandfold
 * apart: what takes the one a second would take the other an hour.
 */
final class GeneratedPurchases implements Source<PurchaseRegistration, GeneratedPurchases.NoSplit, Void> {

    private static final long serialVersionUID = 1;

    private static volatile CountDownLatch exhausted = new CountDownLatch(1);

    /** There is nothing to divide. */
    static final class NoSplit implements SourceSplit {
        @Override
        public String splitId() {
            return "all";
        }
    }

    private final PurchaseLoad load;
    private final PurchaseBudget budget;
    private final boolean staysOpen;

    /** @param staysOpen whether to stay idle after the last purchase rather than end, so that state can be looked at */
    GeneratedPurchases(PurchaseLoad load, PurchaseBudget budget, boolean staysOpen) {
        this.load = load;
        this.budget = budget;
        this.staysOpen = staysOpen;
    }

    static void reset() {
        exhausted = new CountDownLatch(1);
    }

    /** Waits until a source of this process has given its last purchase. */
    static void awaitExhausted() throws InterruptedException {
        exhausted.await();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<PurchaseRegistration, NoSplit> createReader(SourceReaderContext context) {
        return new Reader(new PurchaseIterator(load, budget), staysOpen);
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

    private static final class Reader implements SourceReader<PurchaseRegistration, NoSplit> {

        private static final CompletableFuture<Void> AVAILABLE = CompletableFuture.completedFuture(null);

        private final PurchaseIterator purchases;
        private final boolean staysOpen;
        private final CompletableFuture<Void> never = new CompletableFuture<>();
        private boolean ended;

        Reader(PurchaseIterator purchases, boolean staysOpen) {
            this.purchases = purchases;
            this.staysOpen = staysOpen;
        }

        @Override
        public void start() {
            // The first poll waits for the other operators.
        }

        @Override
        public InputStatus pollNext(ReaderOutput<PurchaseRegistration> output) {
            if (!purchases.hasNext()) {
                ended = true;
                exhausted.countDown();
                return staysOpen ? InputStatus.NOTHING_AVAILABLE : InputStatus.END_OF_INPUT;
            }
            PurchaseRegistration purchase = purchases.next();
            output.collect(purchase, purchase.occurredAt().toEpochMilli());
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return ended && staysOpen ? never : AVAILABLE;
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
            never.complete(null);
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

    /** Checkpoints are taken, but a benchmark that failed is not restored. */
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
