package org.medsentry.streaming.sink;

import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after so many failures in a row: twice as long each time up to a limit, with jitter, so that the writers of a job do not all come
 * back at once.
 */
record BackOff(Duration shortest, Duration longest) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MOST_DOUBLINGS = 30;

    BackOff {
        if (shortest.toMillis() <= 0 || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("no back-off: from " + shortest + " to " + longest);
        }
    }

    /**
     * @param failures in a row, at least 1
     * @return milliseconds, between half of the step and the step
     */
    long delayMillis(int failures, RandomGenerator random) {
        int doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        long step = Math.min(longest.toMillis(), shortest.toMillis() << doublings);
        return step - random.nextLong(step / 2 + 1);
    }
}
