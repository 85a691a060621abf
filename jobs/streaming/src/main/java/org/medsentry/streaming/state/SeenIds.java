package org.medsentry.streaming.state;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** The ids that a key has seen, each until a time: what de-duplication remembers. Swept once an hour and key. */
public final class SeenIds {

    private static final long SWEEP_MILLIS = Duration.ofHours(1).toMillis();

    private final MapState<String, Long> seenUntil;

    public SeenIds(RuntimeContext context) {
        this(context, "seen-until");
    }

    /** @param name of its state, where an operator remembers ids of several kinds */
    public SeenIds(RuntimeContext context, String name) {
        seenUntil = context.getMapState(new MapStateDescriptor<>(name, Types.STRING, Types.LONG));
    }

    public boolean contains(String id) throws Exception {
        return seenUntil.contains(id);
    }

    /**
     * Remembers an id.
     *
     * @param until milliseconds of the caller's kind of time
     * @return when the caller's timer shall call {@link #sweep}
     */
    public long add(String id, long until) throws Exception {
        seenUntil.put(id, until);
        return sweepAfter(until);
    }

    /** The first time of a sweep after a time. */
    public static long sweepAfter(long time) {
        return (Math.floorDiv(time, SWEEP_MILLIS) + 1) * SWEEP_MILLIS;
    }

    /** Whether a timer of this time was asked for by {@link #add}. */
    public static boolean isSweepTime(long timestamp) {
        return Math.floorMod(timestamp, SWEEP_MILLIS) == 0;
    }

    /** Forgets what has passed; an emptied map is cleared, for an empty one still takes its place in state. */
    public void sweep(long now) throws Exception {
        Iterator<Map.Entry<String, Long>> entries = seenUntil.iterator();
        while (entries.hasNext()) {
            if (entries.next().getValue() < now) {
                entries.remove();
            }
        }
        if (seenUntil.isEmpty()) {
            seenUntil.clear();
        }
    }
}
