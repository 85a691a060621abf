package org.medsentry.streaming.pattern;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Event-time timers that are due soon. A record waits for its order for seconds: most such timers fire before a checkpoint has to
 * know of them, and need no state, whose timers are found again by key and cost several times as much. What is left at a
 * checkpoint goes to the state's timers.
 */
final class ShortTimers {

    /** Takes a timer that is due, or to be kept in state. */
    interface Taker {
        void take(String key, String watchId, long time) throws Exception;
    }

    /** @param number those of one time fire in the order in which they were set */
    private record Timer(long time, long number, String key, String watchId) {}

    private static final Comparator<Timer> ORDER = (one, other) ->
            one.time == other.time ? Long.compare(one.number, other.number) : Long.compare(one.time, other.time);

    private final PriorityQueue<Timer> timers = new PriorityQueue<>(ORDER);
    private long set;

    void set(String key, String watchId, long time) {
        timers.add(new Timer(time, set++, key, watchId));
    }

    /** Takes out those that are due, those that are set meanwhile too. */
    void advance(long watermark, Taker taker) throws Exception {
        for (Timer next = timers.peek(); next != null && next.time <= watermark; next = timers.peek()) {
            timers.poll();
            taker.take(next.key, next.watchId, next.time);
        }
    }

    /** Takes out all. */
    void clear(Taker keeper) throws Exception {
        advance(Long.MAX_VALUE, keeper);
    }
}
