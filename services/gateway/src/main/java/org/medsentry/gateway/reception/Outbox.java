package org.medsentry.gateway.reception;

import org.medsentry.schemas.Stream;

/** Where good records go: Kafka, or whatever a test puts in its place. */
public interface Outbox {

    /**
     * Hands a record over; it may wait where too much is on its way.
     *
     * @param settled told exactly once, on any thread, possibly before this returns
     */
    void send(Stream stream, byte[] key, byte[] value, Settled settled);

    /** Whether so much is on its way that no further request should begin. */
    default boolean isCongested() {
        return false;
    }

    /** Hears what became of a record. */
    interface Settled {
        /** @param acknowledged whether every replica in sync has it; false if not, or if nobody knows */
        void settled(boolean acknowledged);
    }
}
