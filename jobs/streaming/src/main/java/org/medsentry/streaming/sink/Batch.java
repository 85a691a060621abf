package org.medsentry.streaming.sink;

import java.util.List;

/** Operations that are sent in one request. Two batches are never equal: each is tracked until it is settled. */
final class Batch {
    private final List<BulkOperation> operations;
    private final long bytes;
    private final int attempts;

    /** @param attempts how often these operations were sent before, all of them in vain */
    Batch(List<BulkOperation> operations, int attempts) {
        this.operations = List.copyOf(operations);
        this.bytes = operations.stream().mapToLong(BulkOperation::sizeInBytes).sum();
        this.attempts = attempts;
    }

    List<BulkOperation> operations() {
        return operations;
    }

    int size() {
        return operations.size();
    }

    long bytes() {
        return bytes;
    }

    int attempts() {
        return attempts;
    }

    /** The two halves of a batch of at least two operations, the later one first. */
    List<Batch> halves() {
        int middle = operations.size() / 2;
        return List.of(
                new Batch(operations.subList(middle, operations.size()), attempts),
                new Batch(operations.subList(0, middle), attempts));
    }
}
