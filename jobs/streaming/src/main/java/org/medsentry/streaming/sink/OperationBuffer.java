package org.medsentry.streaming.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every operation that Elasticsearch has not settled yet, in flight or not, so that a checkpoint can hold them all and limits count them all. For one
 * thread.
 */
final class OperationBuffer {
    private final int maxBatchSize;
    private final long maxBatchBytes;

    /** Never sent. */
    private final Deque<BulkOperation> fresh = new ArrayDeque<>();

    /** Formed before, to be sent again now. */
    private final Deque<Batch> due = new ArrayDeque<>();

    /** Taken from fresh and not settled: those in {@link #due}, those in flight and those that wait for their time. */
    private final Set<Batch> formed = new LinkedHashSet<>();

    private long freshBytes;
    private int size;
    private long bytes;

    OperationBuffer(int maxBatchSize, long maxBatchBytes) {
        this.maxBatchSize = maxBatchSize;
        this.maxBatchBytes = maxBatchBytes;
    }

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean hasFresh() {
        return !fresh.isEmpty();
    }

    void add(BulkOperation operation) {
        fresh.add(operation);
        freshBytes += operation.sizeInBytes();
        size++;
        bytes += operation.sizeInBytes();
    }

    /** A batch that was due before, or null. It stays in the buffer until it is settled. */
    Batch pollDue() {
        return due.poll();
    }

    /**
     * A batch of operations that were never sent, or null. It stays in the buffer until it is settled.
     *
     * @param partial whether fewer than a batch can hold are enough
     */
    Batch pollFresh(boolean partial) {
        boolean full = fresh.size() >= maxBatchSize || freshBytes >= maxBatchBytes;
        if (fresh.isEmpty() || !(full || partial)) {
            return null;
        }
        List<BulkOperation> operations = new ArrayList<>(Math.min(maxBatchSize, fresh.size()));
        long batchBytes = 0;
        while (operations.size() < maxBatchSize && !fresh.isEmpty()) {
            int next = fresh.peek().sizeInBytes();
            if (!operations.isEmpty() && batchBytes + next > maxBatchBytes) {
                break;
            }
            batchBytes += next;
            operations.add(fresh.poll());
        }
        freshBytes -= batchBytes;
        Batch batch = new Batch(operations, 0);
        formed.add(batch);
        return batch;
    }

    /** To be sent before anything else. */
    void makeDue(Batch batch) {
        due.addFirst(batch);
    }

    /** Takes the place of (a part of) a batch that is settled, and waits until it is made due. */
    void hold(Batch batch) {
        formed.add(batch);
        size += batch.size();
        bytes += batch.bytes();
    }

    /** Forgets a batch: all of its operations are written or have been put into the buffer in another form. */
    void settle(Batch batch) {
        formed.remove(batch);
        size -= batch.size();
        bytes -= batch.bytes();
    }

    /** Everything, oldest first. */
    List<BulkOperation> unsettled() {
        List<BulkOperation> all = new ArrayList<>(size);
        formed.forEach(batch -> all.addAll(batch.operations()));
        all.addAll(fresh);
        return all;
    }
}
