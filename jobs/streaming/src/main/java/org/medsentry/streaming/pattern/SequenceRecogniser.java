package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.List;

/**
 * Finds the matches of one rule. Works on the {@link SequenceProgress} of one key at a time, between {@link #start} and
 * {@link #finish}, and must be fed in the order of time.
 */
interface SequenceRecogniser {

    SequenceProgress begin();

    /**
     * Goes on from what an earlier version of the rule wrote, or this one.
     *
     * @param base the time that it was written with
     */
    SequenceProgress read(long base, byte[] packed) throws IOException;

    /** Whether it can work on this progress; otherwise it must {@link #take} its events anew. */
    boolean knows(SequenceProgress progress);

    void start(SequenceProgress progress);

    void finish() throws Exception;

    /** Whether the record can begin a pattern where nothing is half-matched; any other means nothing there. */
    boolean mayBegin(SequenceEvent event);

    /** @return the matches that the record completes, and those that had to wait for it */
    List<SequenceMatch> take(SequenceEvent event) throws Exception;

    /**
     * Gives up half-matched patterns that have lasted too long.
     *
     * @param time no earlier record follows
     * @return matches that were waiting for this
     */
    List<SequenceMatch> advance(long time) throws Exception;

    /** When {@link #advance} next has something to do, or {@code Long.MAX_VALUE}. */
    long expiry(SequenceProgress progress);
}
