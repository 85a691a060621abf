package org.medsentry.streaming.pattern;

import java.util.Comparator;
import java.util.TreeSet;

/** Event-time timers of a {@link RuleRehearsal}: set twice they fire once, as Flink's do. */
final class RehearsalTimers {

    record Timer(long time, String routingKey, String watchId) {}

    private static final Comparator<Timer> ORDER = Comparator.comparingLong(Timer::time)
            .thenComparing(Timer::routingKey)
            .thenComparing(Timer::watchId);

    private final TreeSet<Timer> timers = new TreeSet<>(ORDER);

    void add(Timer timer) {
        timers.add(timer);
    }

    void remove(Timer timer) {
        timers.remove(timer);
    }

    /** Takes the next timer that is due at this watermark, or null. */
    Timer due(long watermark) {
        return timers.isEmpty() || timers.first().time() > watermark ? null : timers.pollFirst();
    }
}
