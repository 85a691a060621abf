package org.medsentry.streaming.reference;

import java.io.Serializable;
import java.util.Set;
import java.util.function.Consumer;
import org.medsentry.schemas.Topic;

/**
 * Reads what control topics hold now, to the end, before an operator judges its first record. Called whenever an operator
 * starts or is restored, so that no record ever meets an empty catalogue; later changes come by the control stream, or to
 * whom it does not reach by {@link #follow}.
 */
@FunctionalInterface
public interface ControlLoader extends Serializable {

    /** @throws Exception if the rows cannot be read; the task then fails and starts again rather than judging blindly */
    void load(Set<Topic> topics, Consumer<ControlRecord> rows) throws Exception;

    /**
     * Goes on reading in a thread of its own until it is closed. Rows that never change need no following, hence the
     * default.
     *
     * @param next the first offset of a partition that is not known yet
     */
    default AutoCloseable follow(Set<Topic> topics, NextOffset next, Listener listener) {
        return () -> {};
    }

    /** How far the partitions have been read. */
    @FunctionalInterface
    interface NextOffset {
        long of(String brokerTopic, int partition);
    }

    /** Is called in the thread that reads. */
    interface Listener {

        void row(ControlRecord row);

        /** Nothing will come any more: whoever goes on without knowing would judge by the rules of yesterday. */
        void failed(Exception reason);
    }
}
