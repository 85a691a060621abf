package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataOutputView;

/** The half-matched patterns of one rule at one key. */
interface SequenceProgress {

    int partialMatches();

    /** Whether it is as if nothing had happened yet. */
    boolean isIdle();

    /** The records that half-matched patterns hold, in the order they were taken. */
    List<SequenceEvent> events();

    /** Whether one of them is this record. */
    boolean holds(long idHash);

    /** Time of the first record of the oldest one, or {@code Long.MAX_VALUE} where there is none. */
    long oldestStart();

    SequenceProgress copy();

    /** @param base a time that the reader knows */
    void write(long base, DataOutputView target) throws IOException;
}
